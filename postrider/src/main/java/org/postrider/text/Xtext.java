package org.postrider.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;

/// The encodings of ENVID and ORCPT: xtext (RFC 3461 section 4) and its UTF-8 relative (RFC 6533 section 3).
public final class Xtext {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    /// The highest code point of Unicode.
    private static final int LAST = 0x10ffff;

    private Xtext() {}

    /// Writes all but visible ASCII as `+XX`, also `+` itself.
    public static String encode(String text) {
        return encode(text, "");
    }

    /// @param special further characters that are encoded
    public static String encode(String text, String special) {
        for (int i = 0; i < text.length(); i++)
            if (!isPlain(text.charAt(i), special)) return encodeFrom(text, i, special);
        return text;
    }

    private static String encodeFrom(String text, int first, String special) {
        var out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c, special)) out.append(c);
            else out.append('+').append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
        }
        return out.toString();
    }

    /// Writes utf-8-addr-xtext, or utf-8-addr-unitext: special and invisible characters become `\x{HEX}`.
    ///
    /// @param text    UTF-8, one char per byte
    /// @param special further ASCII characters that are encoded
    /// @param ascii   encode all characters beyond ASCII too; otherwise they stay as they are
    public static String encodeUnicode(String text, String special, boolean ascii) {
        var out = new StringBuilder(text.length() + 16);
        Latin1.toUnicode(text).codePoints().forEach(point -> {
            boolean plain = point < 0x80 ? point != '\\' && isPlain((char) point, special) : !ascii;
            if (plain) out.append(Latin1.fromUnicode(Character.toString(point)));
            else out.append("\\x{").append(Integer.toHexString(point).toUpperCase(Locale.ROOT)).append('}');
        });
        return out.toString();
    }

    private static boolean isPlain(char c, String special) {
        return c > ' ' && c < 0x7f && c != '+' && special.indexOf(c) < 0;
    }

    /// The text that this stands for; empty when a `+` is not followed by two hexadecimal digits.
    public static Optional<String> decode(String xtext) {
        if (xtext.indexOf('+') < 0) return Optional.of(xtext);
        var out = new StringBuilder(xtext.length());
        for (int i = 0; i < xtext.length(); i++) {
            char c = xtext.charAt(i);
            if (c == '+') {
                if (i + 2 >= xtext.length()) return Optional.empty();
                int high = hex(xtext.charAt(++i)), low = hex(xtext.charAt(++i));
                if (high < 0 || low < 0) return Optional.empty();
                c = (char) (high << 4 | low);
            }
            out.append(c);
        }
        return Optional.of(out.toString());
    }

    /// Decodes utf-8-addr-xtext and utf-8-addr-unitext: `\x{HEX}` is one character of Unicode, written as its UTF-8
    /// bytes. Empty when a number is malformed or no character.
    public static Optional<String> decodeUtf8(String text) {
        if (text.indexOf('\\') < 0) return Optional.of(text);
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!text.startsWith("\\x{", i)) {
                out.append(text.charAt(i));
                continue;
            }
            int end = text.indexOf('}', i), point = end < 0 ? -1 : number(text, i + 3, end);
            if (point < 0) return Optional.empty();
            out.append(Latin1.of(Character.toString(point).getBytes(UTF_8)));
            i = end;
        }
        return Optional.of(out.toString());
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = hex(text.charAt(i));
            if (digit < 0) return -1;
            value = value << 4 | digit;
            if (value > LAST) return -1;
        }
        return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE ? -1 : value;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
