package org.postrider.table;

import java.util.Optional;
import org.postrider.text.Cidr;
import org.postrider.text.Ip;

/// The text of a block of addresses: `192.0.2.0/24`, `[2001:db8::]/32`, `[2001:db8::/32]`, or a lone address.
final class NetworkPattern {
    /// A mask has no more digits than this.
    private static final int DIGITS = 9;

    private NetworkPattern() {}

    /// @throws TableException saying what is wrong with it, in Postfix's words
    static Cidr parse(String text) {
        String pattern = text;
        int maskFrom = 0;
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0) throw new TableException("missing ']' character after \"" + text + "\"");
            String rest = text.substring(close + 1);
            if (!rest.isEmpty() && !rest.startsWith("/"))
                throw new TableException("garbage after \"" + text.substring(0, close + 1) + "\"");
            pattern = text.substring(1, close) + rest;
            maskFrom = rest.isEmpty() ? 0 : close - 1;
        }
        int slash = pattern.indexOf('/', maskFrom);
        return slash < 0 ? lone(pattern) : block(pattern.substring(0, slash), pattern.substring(slash + 1));
    }

    private static Cidr lone(String pattern) {
        var ip = ip(pattern).orElseThrow(() -> new TableException("bad address pattern: \"" + pattern + "\""));
        return new Cidr(ip, ip.bits());
    }

    private static Cidr block(String network, String mask) {
        String text = "\"" + network + "/" + mask + "\"";
        boolean digits = !mask.isEmpty() && mask.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) throw new TableException("bad mask value in " + text);
        int bits = network.indexOf(':') >= 0 ? 128 : 32;
        if (mask.length() > DIGITS || Integer.parseInt(mask) > bits)
            throw new TableException("bad mask length in " + text);
        var ip = ip(network).orElseThrow(() -> new TableException("bad network value in " + text));
        int prefix = Integer.parseInt(mask);
        var cidr = new Cidr(masked(ip, prefix), prefix);
        if (!cidr.network().equals(ip))
            throw new TableException("non-null host address bits in " + text
                + ", perhaps you should use \"" + cidr + "\" instead");
        return cidr;
    }

    /// As inet_pton(3) reads them: unlike elsewhere an address in 0.0.0.0/8 is one.
    static Optional<Ip> ip(String text) {
        if (hasLeadingZero(text)) return Optional.empty();
        if (!text.startsWith("0.")) return Ip.parse(text);
        return Ip.parse("1" + text.substring(1)).map(ip -> new Ip(false, 0, ip.low() & 0xff_ffffL));
    }

    /// Octets like `01` are none for inet_pton(3).
    private static boolean hasLeadingZero(String text) {
        if (text.indexOf(':') >= 0) return false;
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean start = i == 0 || text.charAt(i - 1) == '.';
            if (start && text.charAt(i) == '0' && text.charAt(i + 1) != '.') return true;
        }
        return false;
    }

    /// Without the bits below the prefix.
    static Ip masked(Ip ip, int prefix) {
        int high = ip.v6() ? Math.min(prefix, 64) : 0, low = ip.v6() ? prefix - high : prefix + 32;
        return new Ip(ip.v6(), ip.high() & mask(high), ip.low() & mask(low));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << 64 - bits;
    }
}
