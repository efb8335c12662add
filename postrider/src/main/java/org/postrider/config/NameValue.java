package org.postrider.config;

/// `name = value`, as main.cf, `-o` options and many table formats write it. White space around both is left out.
public record NameValue(String name, String value) {
    private static final String NO_NAME = "missing attribute name";
    private static final String NO_EQUALS = "missing '=' after attribute name";

    /// @throws ConfigException saying what is missing, without the text
    public static NameValue of(String text) {
        int start = skip(text, 0);
        if (start == text.length() || text.charAt(start) == '=') throw new ConfigException(NO_NAME);
        int end = start;
        while (end < text.length() && text.charAt(end) != '=' && !LogicalLines.isSpace(text.charAt(end))) end++;
        int equals = skip(text, end);
        if (equals == text.length() || text.charAt(equals) != '=') throw new ConfigException(NO_EQUALS);
        int last = text.length(), value = skip(text, equals + 1);
        while (last > value && LogicalLines.isSpace(text.charAt(last - 1))) last--;
        return new NameValue(text.substring(start, end), text.substring(value, last));
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && LogicalLines.isSpace(text.charAt(at))) at++;
        return at;
    }
}
