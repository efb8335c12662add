package org.postrider.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.postrider.text.Latin1;
import org.postrider.text.Utf8;

/// Case folding of lookup keys.
public final class Fold {
    private Fold() {}

    /// In lower case: ASCII letters, and when the text is UTF-8 those of all scripts; anything else stays as it is.
    public static String key(String text) {
        return isAscii(text) ? Latin1.lower(text) : unicode(text).map(Fold::folded).orElseGet(() -> Latin1.lower(text));
    }

    private static String folded(String unicode) {
        // upper case first: some letters have several lower case forms, or one of two letters
        return Latin1.fromUnicode(unicode.toUpperCase(ROOT).toLowerCase(ROOT));
    }

    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    /// Whether the bytes are UTF-8.
    public static boolean isUtf8(String text) {
        return Utf8.isValid(text);
    }

    private static Optional<String> unicode(String text) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(Latin1.bytes(text))).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
