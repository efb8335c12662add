package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Copies of the records that were appended since the last successful sync and that nobody waits for: outcomes,
/// removals. When a segment fails they are appended again elsewhere, for the page cache cannot be trusted to still
/// have them. Guarded by the journal's lock.
final class Doubt {
    private byte[] bytes = new byte[16 * 1024];
    private int size;
    private int mark;
    /// Records that became worthless since the last mark, and between that and the one before. Some are long durable.
    private Set<Long> worthless = new HashSet<>();
    private Set<Long> worthlessAtMark = new HashSet<>();

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

    /// A record became worthless: it need not be appended again.
    void forget(long location) {
        if (size > 0) worthless.add(location);
    }

    /// What has been added until now goes into the batch that is written next.
    void mark() {
        mark = size;
        worthlessAtMark.addAll(worthless);
        worthless.clear();
    }

    /// All up to the mark is durable.
    void settle() {
        System.arraycopy(bytes, mark, bytes, 0, size - mark);
        size -= mark;
        mark = 0;
        // What was forgotten before the mark had been added before it, too, and is durable now.
        worthlessAtMark.clear();
    }

    /// Hands out all records that are still worth something in order and forgets them. The visitor may add them again.
    void drain(Visitor visitor) {
        var all = ByteBuffer.wrap(bytes, 0, size);
        var skipped = worthlessAtMark;
        skipped.addAll(worthless);
        worthlessAtMark = new HashSet<>();
        worthless = new HashSet<>();
        bytes = new byte[bytes.length];
        size = 0;
        mark = 0;
        while (all.hasRemaining()) {
            long location = all.getLong();
            if (!skipped.contains(location))
                visitor.record(location, all.slice(all.position(), Location.length(location)));
            all.position(all.position() + Location.length(location));
        }
    }
}
