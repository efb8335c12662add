package org.postrider.text;

/// UTF-8 (RFC 3629) in text with one `char` per byte.
public final class Utf8 {
    private Utf8() {}

    /// How many bytes the character at this place has; 0 when there is none: a stray byte, one that is cut off, an
    /// overlong form, a surrogate, or a number beyond Unicode.
    public static int length(String text, int at) {
        char first = text.charAt(at);
        if (first < 0x80) return 1;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > text.length()) return 0;
        for (int i = 1; i < length; i++)
            if ((text.charAt(at + i) & 0xc0) != 0x80) return 0;
        char second = text.charAt(at + 1);
        boolean bad = first == 0xe0 && second < 0xa0 || first == 0xed && second > 0x9f
            || first == 0xf0 && second < 0x90 || first == 0xf4 && second > 0x8f;
        return bad ? 0 : length;
    }

    /// Whether all of it is UTF-8.
    public static boolean isValid(String text) {
        for (int at = 0; at < text.length();) {
            int length = length(text, at);
            if (length == 0) return false;
            at += length;
        }
        return true;
    }
}
