package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Copies of the records that were appended since the last successful sync and that nobody waits for: outcomes,
/// removals. When a segment fails they are appended again elsewhere, for the page cache cannot be trusted to still
/// have them. Guarded by the journal's lock.
final class Doubt {
    private byte[] bytes = new byte[16 * 1024];
    private int size;
    private int mark;

    interface Visitor {
        void record(long location, ByteBuffer frame);
    }

    int size() {
        return size;
    }

    void add(long location, ByteBuffer frame) {
        int length = frame.remaining();
        if (size + 8 + length > bytes.length) bytes = Arrays.copyOf(bytes, (size + 8 + length) * 2);
        ByteBuffer.wrap(bytes, size, 8).putLong(location);
        frame.get(bytes, size + 8, length);
        size += 8 + length;
    }

    /// What has been added until now goes into the batch that is written next.
    void mark() {
        mark = size;
    }

    /// All up to the mark is durable.
    void settle() {
        System.arraycopy(bytes, mark, bytes, 0, size - mark);
        size -= mark;
        mark = 0;
    }

    /// Hands out all records in order and forgets them. The visitor may add them again.
    void drain(Visitor visitor) {
        var all = ByteBuffer.wrap(bytes, 0, size);
        bytes = new byte[bytes.length];
        size = 0;
        mark = 0;
        while (all.hasRemaining()) {
            long location = all.getLong();
            visitor.record(location, all.slice(all.position(), Location.length(location)));
            all.position(all.position() + Location.length(location));
        }
    }
}
