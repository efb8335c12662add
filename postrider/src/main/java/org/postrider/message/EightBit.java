package org.postrider.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for bytes beyond US-ASCII, eight at a time.
public final class EightBit {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH = 0x8080808080808080L;

    private EightBit() {}

    /// True when there is one.
    public static boolean in(byte[] bytes, int offset, int length) {
        int i = offset, end = offset + length;
        for (; i + 8 <= end; i += 8)
            if (((long) LONGS.get(bytes, i) & HIGH) != 0) return true;
        for (; i < end; i++)
            if (bytes[i] < 0) return true;
        return false;
    }

    public static boolean in(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) > 0x7f) return true;
        return false;
    }
}
