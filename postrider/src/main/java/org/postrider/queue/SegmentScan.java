package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Reads a segment from its start to its end, for recovery and for compaction. Holds the segment's bytes in a buffer
/// that serves for the next segment too. Used by one thread.
final class SegmentScan {
    /// What a scan meets, in the order of offsets.
    interface Visitor {
        /// A whole record at index `at` of `bytes`, which is its offset in the segment, too.
        void record(ByteBuffer bytes, int at, int framed) throws IOException;

        /// Bytes that are no whole record: damaged, or at the end of a segment perhaps only unfinished.
        void damaged(ByteBuffer bytes, int from, int to) throws IOException;
    }

    /// How far a segment is good.
    ///
    /// @param end   bytes up to the end of the last whole record
    /// @param ended whether the segment was ended in good order
    record Result(long end, boolean ended) {}

    private final JournalMedium medium;
    private final CRC32C checksum = new CRC32C();
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

    SegmentScan(JournalMedium medium) {
        this.medium = medium;
    }

    /// Brings a segment's first `limit` bytes into memory, or all when there are fewer.
    ///
    /// @return its bytes, valid until the next call
    ByteBuffer load(long segment, long limit) throws IOException {
        int size = (int) Math.min(Math.min(limit, Location.MAX_SEGMENT), medium.size(segment));
        if (bytes.capacity() < size) bytes = ByteBuffer.allocateDirect(size);
        bytes.clear().limit(size);
        medium.read(segment, 0, bytes);
        return bytes.flip();
    }

    /// Goes through the segment that was loaded last.
    ///
    /// @param complete whether the segment is known to be good up to its loaded end, so that a torn tail is damage
    Result scan(int marker, boolean complete, Visitor visitor) throws IOException {
        int end = bytes.limit();
        int at = Frame.SEGMENT_HEADER;
        boolean ended = false;
        while (at < end && !ended) {
            int framed = Frame.whole(bytes, at, end, marker, checksum);
            if (framed == 0) {
                int next = resume(at + 8, marker);
                if (next < 0) break;
                visitor.damaged(bytes, at, next);
                at = next;
            } else {
                ended = Frame.type(bytes, at) == Frame.END;
                if (!ended) visitor.record(bytes, at, framed);
                at += framed;
            }
        }
        if (!ended && (complete ? at < end : written(at, end))) visitor.damaged(bytes, at, end);
        return new Result(Math.min(at, end), ended);
    }

    /// Whether there is anything but zeros, which is what a file system may leave of a write that a crash cut short.
    private boolean written(int from, int to) {
        for (int at = from; at < to; at++)
            if (bytes.get(at) != 0) return true;
        return false;
    }

    /// The next place from `from` on where a whole record is. The marker is a secret of this journal, so that no
    /// message can contain something that passes for a record.
    private int resume(int from, int marker) {
        for (int at = from; at + Frame.HEADER <= bytes.limit(); at += 8)
            if (bytes.getInt(at) == marker && Frame.whole(bytes, at, bytes.limit(), marker, checksum) > 0) return at;
        return -1;
    }
}
