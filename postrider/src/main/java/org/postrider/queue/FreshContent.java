package org.postrider.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.postrider.message.Content;

/// A content that has just come in and stays in memory for its first delivery as long as the budget allows. Let go, it
/// is read back from where it is stored.
final class FreshContent implements Content {
    private static final byte[] LET_GO = {};
    /// Stands where there is none.
    static final FreshContent NONE = new FreshContent(new Budget(0), LET_GO, 0, Content.of(LET_GO));

    private final Budget budget;
    private final int length;
    private final Content stored;
    private volatile byte[] bytes;

    /// Bytes that fresh contents may take together.
    record Budget(long limit, AtomicLong used) {
        Budget(long limit) {
            this(limit, new AtomicLong());
        }

        boolean take(int bytes) {
            if (used.addAndGet(bytes) <= limit) return true;
            used.addAndGet(-bytes);
            return false;
        }

        void giveBack(int bytes) {
            used.addAndGet(-bytes);
        }
    }

    /// @param bytes taken from the budget already, all of the array
    FreshContent(Budget budget, byte[] bytes, int length, Content stored) {
        this.budget = budget;
        this.bytes = bytes;
        this.length = length;
        this.stored = stored;
    }

    /// Frees the memory. Streams that are open go on.
    synchronized void letGo() {
        budget.giveBack(bytes.length);
        bytes = LET_GO;
    }

    @Override public long size() {
        return length;
    }

    @Override public InputStream open() throws IOException {
        byte[] now = bytes;
        return now == LET_GO ? stored.open() : new ByteArrayInputStream(now, 0, length);
    }

    @Override public void transferTo(OutputStream out) throws IOException {
        byte[] now = bytes;
        if (now == LET_GO) stored.transferTo(out);
        else out.write(now, 0, length);
    }
}
