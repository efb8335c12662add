package org.postrider.text;

import java.util.Optional;

/// IPv6 addresses in text: RFC 4291 section 2.2 in, RFC 5952 out.
final class Ipv6Text {
    private static final int FIELDS = 8;

    private Ipv6Text() {}

    static Optional<Ip> parse(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return Optional.empty();
        var fields = new int[FIELDS];
        if (gap < 0) return fill(text, fields) == FIELDS ? value(fields) : Optional.empty();
        int before = fill(text.substring(0, gap), fields);
        if (before < 0 || before == FIELDS) return Optional.empty();
        var tail = new int[FIELDS];
        int after = fill(text.substring(gap + 2), tail);
        if (after < 0 || before + after >= FIELDS) return Optional.empty();
        System.arraycopy(tail, 0, fields, FIELDS - after, after);
        return value(fields);
    }

    /// @return how many fields there are, -1 when it makes no sense
    private static int fill(String text, int[] fields) {
        if (text.isEmpty()) return 0;
        int count = 0, at = 0;
        while (true) {
            int end = text.indexOf(':', at), stop = end < 0 ? text.length() : end;
            if (end < 0 && text.indexOf('.', at) >= 0) return embedded(text, at, fields, count);
            int field = count == FIELDS ? -1 : hex(text, at, stop);
            if (field < 0) return -1;
            fields[count++] = field;
            if (end < 0) return count;
            at = end + 1;
        }
    }

    /// The dotted quad at the end of `::ffff:192.0.2.1`.
    private static int embedded(String text, int at, int[] fields, int count) {
        var quad = Ip.parse4(text, at);
        if (quad.isEmpty() || count > FIELDS - 2) return -1;
        fields[count] = (int) (quad.get().low() >> 16);
        fields[count + 1] = (int) (quad.get().low() & 0xffff);
        return count + 2;
    }

    private static int hex(String text, int from, int to) {
        if (to == from || to - from > 4) return -1;
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) return -1;
            value = value << 4 | digit;
        }
        return value;
    }

    private static Optional<Ip> value(int[] fields) {
        long high = 0, low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | fields[i];
            low = low << 16 | fields[i + 4];
        }
        return Optional.of(new Ip(true, high, low));
    }

    static String of(Ip ip) {
        var fields = new int[FIELDS];
        for (int i = 0; i < 4; i++) {
            fields[i] = (int) (ip.high() >> 48 - 16 * i & 0xffff);
            fields[i + 4] = (int) (ip.low() >> 48 - 16 * i & 0xffff);
        }
        int start = -1, length = 1;
        for (int i = 0; i < FIELDS; i++) {
            int run = i;
            while (run < FIELDS && fields[run] == 0) run++;
            if (run - i > length) {
                start = i;
                length = run - i;
            }
            i = Math.max(i, run - 1);
        }
        var out = new StringBuilder(40);
        for (int i = 0; i < FIELDS; i++) {
            if (i == start) out.append("::");
            if (start >= 0 && i >= start && i < start + length) continue;
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') out.append(':');
            out.append(Integer.toHexString(fields[i]));
        }
        return out.toString();
    }
}
