package org.postrider.cleanup;

import java.util.Arrays;
import java.util.Base64;
import org.postrider.text.Latin1;

/// Header text beyond US-ASCII (RFC 2047): one or more encoded words, divided by LF for folding.
final class EncodedWord {
    /// RFC 2047 section 2.
    private static final int LONGEST = 75;
    private static final String EVERYWHERE = " =?_";
    private static final String IN_COMMENTS = EVERYWHERE + "()\\";
    /// RFC 2047 section 5 (3).
    private static final String IN_PHRASES = EVERYWHERE + "()<>@,;:\\\".[]" + "#$%&'?^`{|}~";
    /// Text that long is encoded as base64 when half of it or more would need three bytes for one.
    private static final int NOT_SHORT = 20;

    private EncodedWord() {}

    static String phrase(String text, String charset) {
        return encode(text, charset, IN_PHRASES);
    }

    static String comment(String text, String charset) {
        return encode(text, charset, IN_COMMENTS);
    }

    private static String encode(String text, String charset, String specials) {
        long awkward = text.chars().filter(c -> mustEncode(c, specials)).count();
        return text.length() >= NOT_SHORT && awkward >= text.length() / 2 ? base64(text, charset)
            : quotedPrintable(text, charset, specials);
    }

    private static boolean mustEncode(int c, String specials) {
        return c <= ' ' || c >= 0x7f || specials.indexOf(c) >= 0;
    }

    private static String quotedPrintable(String text, String charset, String specials) {
        String prolog = "=?" + charset + "?Q?";
        int room = LONGEST - 2 - prolog.length(), left = room;
        var out = new StringBuilder(prolog);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int need = c != ' ' && mustEncode(c, specials) ? 3 : 1;
            if (need > left) {
                out.append("?=\n").append(prolog);
                left = room;
            }
            left -= need;
            if (c == ' ') out.append('_');
            else if (need == 1) out.append(c);
            else out.append('=').append(hex(c >> 4)).append(hex(c & 15));
        }
        return out.append("?=").toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }

    private static String base64(String text, String charset) {
        String prolog = "=?" + charset + "?B?";
        int room = (LONGEST - 2 - prolog.length()) / 4 * 3;
        var out = new StringBuilder();
        byte[] bytes = Latin1.bytes(text);
        for (int i = 0; i < bytes.length; i += room) {
            byte[] piece = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + room));
            String text64 = Base64.getEncoder().encodeToString(piece);
            out.append(i == 0 ? "" : "\n").append(prolog).append(text64).append("?=");
        }
        return out.toString();
    }
}
