package org.postrider.cleanup;

/// Recognizes address headers that need no rewriting, which are most of them, without taking them apart.
final class PlainAddresses {
    private PlainAddresses() {}

    private static final int WORD = 1, LOCAL_ONLY = 2, DIVIDER = 4;
    private static final byte[] KIND = kinds();

    private static byte[] kinds() {
        var kinds = new byte[128];
        for (int c = '!' + 1; c < 0x7f; c++) kinds[c] = LOCAL_ONLY;
        for (int c = '0'; c <= '9'; c++) kinds[c] = WORD;
        for (int c = 'a'; c <= 'z'; c++) kinds[c] = kinds[c - 'a' + 'A'] = WORD;
        kinds['-'] = WORD;
        // Routing of other nets, and all that has a meaning in headers.
        for (char c : "|%!()<>@,;:\\\"[].".toCharArray()) kinds[c] = 0;
        for (char c : " \t\n".toCharArray()) kinds[c] = DIVIDER;
        return kinds;
    }

    /// True when the text is a list of `local@domain` or `phrase <local@domain>`, where phrase is words or one quoted
    /// string, and every domain has a dot.
    static boolean all(byte[] bytes, int offset, int end) {
        int at = offset;
        do {
            at = one(bytes, at, end);
            if (at < 0) return false;
            if (at == end) return true;
        } while (bytes[at++] == ',');
        return false;
    }

    /// Where an address ends, at a comma or at the end; -1 when it is not plain.
    private static int one(byte[] bytes, int from, int end) {
        int at = blanks(bytes, from, end), start = at;
        if (at < end && bytes[at] == '"') {
            at = quoted(bytes, at, end);
            if (at < 0) return -1;
            at = blanks(bytes, at, end);
        } else {
            int words = 0;
            while (at < end && isPhrase(bytes[at])) {
                at = word(bytes, at, end);
                words++;
                if (at < end && bytes[at] == '@')
                    return words == 1 ? blanks(bytes, address(bytes, start, end), end) : -1;
                at = blanks(bytes, at, end);
            }
        }
        if (at >= end || bytes[at] != '<') return -1;
        at = address(bytes, at + 1, end);
        return at >= 0 && at < end && bytes[at] == '>' ? blanks(bytes, at + 1, end) : -1;
    }

    /// Behind `local@domain`; -1 when there is none.
    private static int address(byte[] bytes, int from, int end) {
        int at = word(bytes, from, end);
        if (at == from || at >= end || bytes[at] != '@' || !dotted(bytes, from, at)) return -1;
        int start = ++at, dots = 0;
        while (at < end && (kind(bytes[at]) == WORD || bytes[at] == '.')) {
            if (bytes[at] == '.') dots++;
            at++;
        }
        return dots > 0 && dotted(bytes, start, at) ? at : -1;
    }

    /// Dots stand between other characters only.
    private static boolean dotted(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] == '.' || bytes[to - 1] == '.') return false;
        for (int i = from + 1; i < to; i++)
            if (bytes[i] == '.' && bytes[i - 1] == '.') return false;
        return true;
    }

    private static int quoted(byte[] bytes, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            if (bytes[i] == '\\' || bytes[i] == '\n') return -1;
            if (bytes[i] == '"') return i + 1;
        }
        return -1;
    }

    private static int word(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && isPhrase(bytes[at])) at++;
        return at;
    }

    private static int blanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at >= 0 && at < end && kind(bytes[at]) == DIVIDER) at++;
        return at;
    }

    private static boolean isPhrase(byte c) {
        return c == '.' || (kind(c) & (WORD | LOCAL_ONLY)) != 0;
    }

    /// Bytes beyond US-ASCII have no meaning in headers.
    private static int kind(byte c) {
        return c < 0 ? LOCAL_ONLY : KIND[c];
    }
}
