package org.postrider.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Text with one `char` per byte, as everything but the outermost edge of the program sees it.
public final class Latin1 {
    private Latin1() {}

    public static String of(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    public static String of(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, ISO_8859_1);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /// A String as the JDK makes them (program arguments, environment, file names) with each character's UTF-8 bytes
    /// spread over several chars.
    public static String fromUnicode(String unicode) {
        return of(unicode.getBytes(UTF_8));
    }

    /// The way back, for what goes into the JDK's own calls: file names, host names.
    public static String toUnicode(String text) {
        return new String(bytes(text), UTF_8);
    }

    /// Folds A-Z only: other bytes may be parts of UTF-8 sequences and stay as they are.
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') return lowerFrom(text, i);
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++)
            if (chars[i] >= 'A' && chars[i] <= 'Z') chars[i] += 'a' - 'A';
        return new String(chars);
    }

    /// True when both differ in the case of ASCII letters at most.
    public static boolean same(String a, String b) {
        return a.length() == b.length() && lower(a).equals(lower(b));
    }

    /// No byte above 127.
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) > 0x7f) return false;
        return true;
    }

    /// Visible ASCII and space only.
    public static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) < ' ' || text.charAt(i) > 0x7e) return false;
        return true;
    }
}
