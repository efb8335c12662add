package org.postrider.config;

/// IPv6 addresses in the form that the C library prints (RFC 5952).
final class Ip6Text {
    private static final int GROUPS = 8;

    private Ip6Text() {}

    /// @param bytes sixteen
    static String of(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        int start = longestZeros(groups), end = zerosEnd(groups, start);
        if (end - start < 2) return join(groups, 0, GROUPS);
        return join(groups, 0, start) + "::" + join(groups, end, GROUPS);
    }

    private static String join(int[] groups, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from) text.append(':');
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static int longestZeros(int[] groups) {
        int best = 0;
        for (int i = 1; i < GROUPS; i++)
            if (zerosEnd(groups, i) - i > zerosEnd(groups, best) - best) best = i;
        return best;
    }

    private static int zerosEnd(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) end++;
        return end;
    }
}
