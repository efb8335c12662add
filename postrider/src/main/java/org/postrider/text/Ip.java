package org.postrider.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// An IP address as a value: 32 bits in `low`, or 128 bits in both.
public record Ip(boolean v6, long high, long low) implements Comparable<Ip> {
    private static final long MAPPED = 0xffff_0000_0000L;

    /// Numbers with dots, or colons (RFC 4291 section 2.2, without scope); empty for all else. Octets have no sign, no
    /// more than three digits and no other base; `0.x.y.z` is no address unless all of it is zero.
    public static Optional<Ip> parse(String text) {
        return text.indexOf(':') >= 0 ? Ipv6Text.parse(text) : parse4(text, 0);
    }

    static Optional<Ip> parse4(String text, int from) {
        long value = 0;
        int octets = 0, at = from;
        while (octets < 4) {
            int end = at, octet = 0;
            while (end < text.length() && end - at < 3 && isDigit(text.charAt(end)))
                octet = octet * 10 + text.charAt(end++) - '0';
            boolean last = ++octets == 4;
            if (end == at || octet > 255 || (last ? end != text.length() : !text.startsWith(".", end)))
                return Optional.empty();
            value = value << 8 | octet;
            at = end + 1;
        }
        return value >> 24 == 0 && value != 0 ? Optional.empty() : Optional.of(new Ip(false, 0, value));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// 4 or 16 bytes in network order. An IPv4 address mapped into IPv6 becomes IPv4.
    public static Ip of(byte[] bytes) {
        long high = 0, low = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (i < bytes.length - 8) high = high << 8 | bytes[i] & 0xff;
            else low = low << 8 | bytes[i] & 0xff;
        }
        if (bytes.length == 4) return new Ip(false, 0, low);
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED ? new Ip(false, 0, low & 0xffff_ffffL)
            : new Ip(true, high, low);
    }

    public static Ip of(InetAddress address) {
        return of(address.getAddress());
    }

    public byte[] bytes() {
        var out = new byte[v6 ? 16 : 4];
        for (int i = 0; i < out.length; i++) {
            long half = i < out.length - 8 ? high : low;
            out[i] = (byte) (half >> 8 * ((out.length - 1 - i) % 8));
        }
        return out;
    }

    public InetAddress inet() {
        try {
            return InetAddress.getByAddress(bytes());
        } catch (UnknownHostException bug) {
            throw new IllegalStateException("an address of 4 or 16 bytes", bug);
        }
    }

    public int bits() {
        return v6 ? 128 : 32;
    }

    /// The name below which the DNS keeps this address' host names: `1.2.0.192.in-addr.arpa`.
    public String reverseName() {
        var out = new StringBuilder(v6 ? 72 : 28);
        var bytes = bytes();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int value = bytes[i] & 0xff;
            if (v6) out.append(Character.forDigit(value & 15, 16)).append('.')
                .append(Character.forDigit(value >> 4, 16)).append('.');
            else out.append(value).append('.');
        }
        return out.append(v6 ? "ip6.arpa" : "in-addr.arpa").toString();
    }

    @Override public int compareTo(Ip other) {
        if (v6 != other.v6) return v6 ? 1 : -1;
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /// In canonical form (RFC 5952), without brackets or prefix.
    @Override public String toString() {
        if (v6) return Ipv6Text.of(this);
        return (low >> 24 & 255) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
    }
}
