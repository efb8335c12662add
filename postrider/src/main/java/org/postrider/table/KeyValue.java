package org.postrider.table;

/// A key and its value in the text forms of tables. A key may have double quotes, which are part of it; between them,
/// and after a backslash, nothing ends it.
public record KeyValue(String key, String value) {
    /// `key = value`
    ///
    /// @throws TableException saying what is missing, without the text
    static KeyValue assignment(String text) {
        int start = blanks(text, 0);
        if (start == text.length()) throw new TableException("no key found; expected format: key = value");
        int end = keyEnd(text, start, true), equals = blanks(text, end);
        if (!text.startsWith("=", equals)) throw new TableException("missing '=' after attribute name");
        return new KeyValue(text.substring(start, end), trimmed(text, equals + 1));
    }

    /// `key whitespace value`; both may come out empty.
    ///
    /// @throws TableException when a quote has no partner
    public static KeyValue line(String text) {
        int end = keyEnd(text, 0, false);
        return new KeyValue(text.substring(0, end), trimmed(text, end));
    }

    private static int keyEnd(String text, int start, boolean equalsEnds) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (!quoted && (isBlank(c) || equalsEnds && c == '=')) return i;
        }
        if (quoted) throw new TableException("unbalanced '\"'");
        return text.length();
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) at++;
        return at;
    }

    private static String trimmed(String text, int from) {
        int start = blanks(text, from), end = text.length();
        while (end > start && isBlank(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    /// White space as isspace(3) has it in the C locale.
    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
