package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/// Records on their way to one segment: a buffer that appenders fill under the journal's lock and the committer then
/// writes without it. The first bytes stay free for a segment header, so that a new segment costs no extra write.
final class Batch {
    private static final Segment NOWHERE = new Segment(-1, -1);

    final ByteBuffer bytes;
    Segment segment = NOWHERE;
    /// Offset in the segment of the first record.
    long start;
    Round round = new Round();
    long lastSequence;

    /// @param capacity bytes of records; room for a segment header and the frame that ends a segment comes on top
    Batch(int capacity) {
        bytes = ByteBuffer.allocateDirect(Frame.SEGMENT_HEADER + capacity + Frame.HEADER);
    }

    void begin(Segment into, long offset) {
        segment = into;
        start = offset;
        round = new Round();
        bytes.clear().position(Frame.SEGMENT_HEADER);
    }

    /// The records are elsewhere now.
    void clear() {
        bytes.clear().position(Frame.SEGMENT_HEADER);
        segment = NOWHERE;
    }

    boolean isEmpty() {
        return bytes.position() == Frame.SEGMENT_HEADER;
    }

    /// Bytes that appenders may still use.
    int room() {
        return bytes.capacity() - Frame.HEADER - bytes.position();
    }

    /// Offset in the segment where the next record goes.
    long end() {
        return start + bytes.position() - Frame.SEGMENT_HEADER;
    }

    /// The index in the buffer of a record of this batch, or -1.
    int indexOf(int slot, long offset) {
        boolean here = segment.slot == slot && offset >= start && offset < end();
        return here ? (int) (offset - start) + Frame.SEGMENT_HEADER : -1;
    }

    /// Those who wait for one sync, and what became of it.
    static final class Round {
        private final ArrayList<Thread> waiters = new ArrayList<>();
        private volatile boolean done;
        private IOException failure;
        private long bytes;

        void join(Thread waiter, int framed) {
            waiters.add(waiter);
            bytes += framed;
        }

        /// Bytes of records that are void if the round fails.
        long bytes() {
            return bytes;
        }

        boolean isAwaited() {
            return !waiters.isEmpty();
        }

        void succeed() {
            done = true;
            waiters.forEach(LockSupport::unpark);
        }

        void fail(IOException why) {
            failure = why;
            succeed();
        }

        /// Returns when the records are durable. Interrupts wait until then: half a commit is no state to be in.
        void await() throws IOException {
            boolean interrupted = false;
            while (!done) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) Thread.currentThread().interrupt();
            if (failure != null) throw new IOException(failure.getMessage(), failure);
        }
    }
}
