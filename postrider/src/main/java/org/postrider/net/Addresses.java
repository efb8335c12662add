package org.postrider.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/// IP addresses as the C library writes them, which is how they stand in logs, headers and tables.
public final class Addresses {
    private static final int GROUPS = 8;

    private Addresses() {}

    /// `192.0.2.1` or `2001:db8::1`; without scope.
    public static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? dotted(bytes, 0) : colons(bytes);
    }

    private static String dotted(byte[] bytes, int from) {
        return (bytes[from] & 255) + "." + (bytes[from + 1] & 255) + "." + (bytes[from + 2] & 255) + "."
            + (bytes[from + 3] & 255);
    }

    /// RFC 5952 with the C library's addition: an IPv4 address in the last 32 bits is shown as one.
    private static String colons(byte[] bytes) {
        int[] group = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) group[i] = (bytes[2 * i] & 255) << 8 | bytes[2 * i + 1] & 255;
        int best = 0, length = 1;
        for (int i = 0, run = 0; i < GROUPS; i++) {
            run = group[i] == 0 ? run + 1 : 0;
            if (run > length) {
                length = run;
                best = i - run + 1;
            }
        }
        int gap = length > 1 ? best : GROUPS;
        boolean ipv4 = gap == 0 && (length == 6 || length == 5 && group[5] == 0xffff);
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += length - 1;
            } else if (i == 6 && ipv4) {
                return text.append(text.charAt(text.length() - 1) == ':' ? "" : ":").append(dotted(bytes, 12)).toString();
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') text.append(':');
                text.append(Integer.toHexString(group[i]));
            }
        }
        return text.toString();
    }

    static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }
}
