package org.postrider.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Searching in bytes, eight at a time.
public final class Bytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private Bytes() {}

    /// Where the byte comes first in `[from, to)`; -1 when it doesn't.
    public static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = (wanted & 0xffL) * ONES;
        int i = from;
        for (; i <= to - 8; i += 8) {
            long differs = (long) EIGHT.get(bytes, i) ^ pattern;
            long zero = differs - ONES & ~differs & TOPS;
            if (zero != 0) return i + (Long.numberOfTrailingZeros(zero) >>> 3);
        }
        for (; i < to; i++)
            if (bytes[i] == wanted) return i;
        return -1;
    }
}
