package org.postrider.queue;

import java.nio.ByteBuffer;
import org.postrider.text.Latin1;

/// Reads what [Encoder] wrote. Runs off the end only when the writer was a bug: checksums were looked at before.
final class Decoder {
    private final ByteBuffer bytes;

    Decoder(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    long fixed() {
        return bytes.getLong();
    }

    int octet() {
        return bytes.get() & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    String text() {
        int length = (int) number();
        if (length == 0) return "";
        byte[] raw = new byte[length];
        bytes.get(raw);
        return Latin1.of(raw);
    }
}
