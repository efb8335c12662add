package org.postrider.text;

/// Folding of header fields (RFC 5322 section 2.2.3).
public final class Folding {
    /// A rewritten address list fills its lines up to here, as Postfix does.
    private static final int FULL = 70;

    private Folding() {}

    /// Fits as many of the text's lines on one as there is room, in order, joined by a space: what is given with one
    /// address a line comes out as header lines. White space at the start of a continued line is not yet put on.
    public static String fill(String lines) {
        int newline = lines.indexOf('\n');
        if (newline < 0) return lines;
        var out = new StringBuilder(lines);
        int start = 0;
        while (newline >= 0) {
            int next = lines.indexOf('\n', newline + 1), end = next < 0 ? lines.length() : next;
            if (end - start < FULL) out.setCharAt(newline, ' ');
            else start = newline + 1;
            newline = next;
        }
        return out.toString();
    }

    /// Puts a tab in front of each line but the first that doesn't begin with white space.
    public static String indent(String lines) {
        if (lines.indexOf('\n') < 0) return lines;
        var out = new StringBuilder(lines.length() + 16);
        for (int i = 0; i < lines.length(); i++) {
            out.append(lines.charAt(i));
            if (lines.charAt(i) == '\n' && !(i + 1 < lines.length() && isBlank(lines.charAt(i + 1)))) out.append('\t');
        }
        return out.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
