package org.postrider.smtpd;

/// Shows what a stranger sent with C's escapes, for the log.
final class Escapes {
    private Escapes() {}

    static String text(String raw) {
        var out = new StringBuilder(raw.length() + 8);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int letter = "\7\b\f\n\r\t\13\\".indexOf(c);
            if (letter >= 0) out.append('\\').append("abfnrtv\\".charAt(letter));
            else if (c >= ' ' && c < 0x7f) out.append(c);
            else octal(out.append('\\'), c);
        }
        return out.toString();
    }

    private static void octal(StringBuilder out, char c) {
        out.append((char) ('0' + (c >> 6))).append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
    }
}
