package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.REJECT_CHARACTERS;
import static org.postrider.cleanup.CleanupParams.STRIP_CHARACTERS;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.postrider.config.Settings;

/// Characters that a message must not have.
///
/// @param rejected byte values that make a message refused
/// @param stripped byte values that are left out
record Characters(BitSet rejected, BitSet stripped) {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW = 0x0101010101010101L, HIGH = 0x8080808080808080L, CR = '\r' * LOW;

    static Characters of(Settings settings) {
        return new Characters(set(settings.get(REJECT_CHARACTERS)), set(settings.get(STRIP_CHARACTERS)));
    }

    private static BitSet set(String notation) {
        var set = new BitSet(256);
        for (int i = 0; i < notation.length(); i++) {
            char c = notation.charAt(i);
            if (c != '\\' || i + 1 == notation.length()) {
                set.set(c);
                continue;
            }
            int digits = octalDigits(notation, i + 1);
            set.set(digits > 0 ? Integer.parseInt(notation.substring(i + 1, i + 1 + digits), 8) & 0xff
                : named(notation.charAt(i + 1)));
            i += Math.max(digits, 1);
        }
        return set;
    }

    private static int octalDigits(String notation, int from) {
        int digits = 0;
        while (digits < 3 && from + digits < notation.length()
               && "01234567".indexOf(notation.charAt(from + digits)) >= 0) digits++;
        return digits;
    }

    private static int named(char c) {
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> c;
        };
    }

    boolean isNone() {
        return rejected.isEmpty() && stripped.isEmpty();
    }

    /// Where the first one is that makes a message refused; -1 when there is none.
    int refused(byte[] bytes, int from, int to) {
        if (rejected.isEmpty()) return -1;
        for (int i = from; i < to; i++)
            if (rejected.get(bytes[i] & 0xff)) return i;
        return -1;
    }

    /// The text without what is left out, in a new array.
    byte[] strip(byte[] bytes, int offset, int length) {
        var out = new byte[length];
        int kept = 0;
        for (int i = offset; i < offset + length; i++)
            if (!stripped.get(bytes[i] & 0xff)) out[kept++] = bytes[i];
        return Arrays.copyOf(out, kept);
    }

    /// True when there is a carriage return; looks at eight bytes at a time.
    static boolean hasCr(byte[] bytes, int offset, int length) {
        int i = offset, end = offset + length;
        for (; i + 8 <= end; i += 8) {
            long other = (long) LONGS.get(bytes, i) ^ CR;
            if ((other - LOW & ~other & HIGH) != 0) return true;
        }
        for (; i < end; i++)
            if (bytes[i] == '\r') return true;
        return false;
    }

    /// The text with blanks for carriage returns, in a new array.
    static byte[] withoutCr(byte[] bytes, int offset, int length) {
        byte[] out = Arrays.copyOfRange(bytes, offset, offset + length);
        for (int i = 0; i < length; i++)
            if (out[i] == '\r') out[i] = ' ';
        return out;
    }
}
