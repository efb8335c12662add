package org.postrider.text;

/// A block of addresses: `192.0.2.0/24`, `2001:db8::/32`, or a lone address.
public record Cidr(Ip network, int prefix) {
    /// A block that can be matched, or what is wrong with its text.
    public sealed interface Parsed {
        record Good(Cidr cidr) implements Parsed {}

        record Bad(String why) implements Parsed {}
    }

    /// Without brackets. Bits below the prefix must be zero.
    public static Parsed parse(String text) {
        int slash = text.indexOf('/');
        var ip = Ip.parse(slash < 0 ? text : text.substring(0, slash));
        if (ip.isEmpty())
            return new Parsed.Bad((slash < 0 ? "bad address pattern: \"" : "bad net/mask pattern: \"") + text + "\"");
        if (slash < 0) return new Parsed.Good(new Cidr(ip.get(), ip.get().bits()));
        int prefix = decimal(text, slash + 1);
        if (prefix < 0 || prefix > ip.get().bits())
            return new Parsed.Bad("bad net/mask pattern: \"" + text + "\"");
        var cidr = new Cidr(masked(ip.get(), prefix), prefix);
        return cidr.network.equals(ip.get()) ? new Parsed.Good(cidr)
            : new Parsed.Bad("non-null host address bits in \"" + text + "\", perhaps you should use \"" + cidr
                + "\" instead");
    }

    /// The block of that size that an address lies in; of a longer prefix than the address has bits, itself.
    public static Cidr around(Ip ip, int prefix) {
        int bits = Math.min(prefix, ip.bits());
        return new Cidr(masked(ip, bits), bits);
    }

    private static int decimal(String text, int from) {
        if (from == text.length() || text.length() - from > 3) return -1;
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') return -1;
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static Ip masked(Ip ip, int prefix) {
        int high = ip.v6() ? Math.min(prefix, 64) : 0, low = ip.v6() ? prefix - high : prefix + 32;
        return new Ip(ip.v6(), ip.high() & mask(high), ip.low() & mask(low));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << 64 - bits;
    }

    public boolean contains(Ip ip) {
        return ip.v6() == network.v6() && masked(ip, prefix).equals(network);
    }

    @Override public String toString() {
        return network + "/" + prefix;
    }
}
