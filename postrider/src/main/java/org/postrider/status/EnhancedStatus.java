package org.postrider.status;

/// Enhanced status codes (RFC 3463) in text: `5.1.1`.
public final class EnhancedStatus {
    private EnhancedStatus() {}

    /// A status and what stands behind it.
    public record Split(String status, String text) {}

    /// How long the status is that begins here; 0 when there is none. It ends with the text or a blank.
    public static int lengthAt(String text, int from) {
        if (from + 5 > text.length() || "245".indexOf(text.charAt(from)) < 0 || text.charAt(from + 1) != '.') return 0;
        int dot = digits(text, from + 2);
        if (dot == 0 || !text.startsWith(".", dot)) return 0;
        int end = digits(text, dot + 1);
        boolean ends = end == text.length() || text.charAt(end) == ' ' || text.charAt(end) == '\t';
        return end != 0 && ends ? end - from : 0;
    }

    /// Where the one to three digits end that begin here; 0 when there are none or more.
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
        return end == from || end - from > 3 ? 0 : end;
    }

    /// Takes the status off the front of a text; the fallback when it has none.
    public static Split split(String fallback, String text) {
        int start = skipBlanks(text, 0), length = lengthAt(text, start);
        return length == 0 ? new Split(fallback, text.substring(start))
            : new Split(text.substring(start, start + length), text.substring(skipBlanks(text, start + length)));
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        return at;
    }
}
