package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.postrider.text.Latin1;

/// Writes the payloads of records: numbers of variable length and texts with their length before them.
final class Encoder {
    private byte[] bytes;
    private int size;

    Encoder(int capacity) {
        bytes = new byte[capacity];
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }

    Encoder fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) bytes[size++] = (byte) (value >>> shift);
        return this;
    }

    Encoder octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /// Not negative, in groups of seven bits, low ones first.
    Encoder number(long value) {
        room(10);
        long left = value;
        for (; left > 0x7f; left >>>= 7) bytes[size++] = (byte) (left | 0x80);
        bytes[size++] = (byte) left;
        return this;
    }

    Encoder text(String text) {
        byte[] raw = Latin1.bytes(text);
        number(raw.length);
        room(raw.length);
        System.arraycopy(raw, 0, bytes, size, raw.length);
        size += raw.length;
        return this;
    }

    /// What was written; valid until more is.
    ByteBuffer done() {
        return ByteBuffer.wrap(bytes, 0, size);
    }
}
