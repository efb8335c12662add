package org.postrider.cleanup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.log.Log;
import org.postrider.queue.QueueStore.Incoming;
import org.postrider.text.Latin1;

/// The message's way to the disk: small pieces are gathered, large ones go straight through. Used by one thread.
/// Trouble is remembered, and after it nothing is written.
final class Out {
    /// Holds the header of nearly every message, and the whole of most.
    private static final int BUFFER = 8192;

    private final Incoming incoming;
    private final Trouble trouble;
    private final Log log;
    private final long limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private final int keep;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private long size;

    /// @param limit bytes; 0: none
    /// @param kept  how much of the message's beginning is wanted back
    record Size(long limit, int kept) {}

    Out(Incoming incoming, Trouble trouble, Log log, Size size) {
        this.incoming = incoming;
        this.trouble = trouble;
        this.log = log;
        limit = size.limit;
        keep = size.kept;
    }

    void write(byte[] bytes, int offset, int length) {
        if (trouble.isLethal() || !fits(length)) return;
        if (length > BUFFER - used) {
            flush();
            if (length >= BUFFER) {
                pass(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
    }

    void write(String text) {
        byte[] bytes = Latin1.bytes(text);
        write(bytes, 0, bytes.length);
    }

    void newline() {
        if (trouble.isLethal() || !fits(1)) return;
        if (used == BUFFER) flush();
        buffer[used++] = '\n';
    }

    private boolean fits(int length) {
        size += length;
        if (limit == 0 || size <= limit) return true;
        trouble.add(Problem.SIZE);
        return false;
    }

    void flush() {
        if (used > 0 && !trouble.isLethal()) pass(buffer, 0, used);
        used = 0;
    }

    private void pass(byte[] bytes, int offset, int length) {
        int room = keep - kept.size();
        if (room > 0) kept.write(bytes, offset, Math.min(room, length));
        try {
            incoming.write(bytes, offset, length);
        } catch (IOException e) {
            log.warning(incoming.id() + ": write queue file: " + e.getMessage());
            trouble.add(Problem.WRITE);
        }
    }

    /// Bytes asked to be written so far.
    long size() {
        return size;
    }

    /// The beginning of what was written.
    byte[] kept() {
        if (kept.size() < keep) kept.write(buffer, 0, Math.min(used, keep - kept.size()));
        return kept.toByteArray();
    }
}
