package org.postrider.pickup;

import java.io.IOException;
import java.util.Arrays;
import org.postrider.message.Content;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.Option;
import org.postrider.queue.Submission;
import org.postrider.text.Latin1;

/// A file of the maildrop, open. For one thread.
final class Submitted implements AutoCloseable {
    /// Submission are arguments of a command, and the kernel takes at most 2 MB of those.
    private static final int MOST_FACTS = 1 << 22;
    private static final int PIECE = 1 << 16;

    private final OpenFile file;
    private final long size;
    private final int uid;

    /// What is in the file.
    sealed interface Shape {
        /// @param begin where the message begins
        /// @param end   where it ends
        record Complete(Submission facts, long begin, long end) implements Shape {}

        /// Still being written, or given up.
        record Partial() implements Shape {}

        record Strange(String why) implements Shape {}
    }

    private Submitted(OpenFile file, long size, int uid) {
        this.file = file;
        this.size = size;
        this.uid = uid;
    }

    /// Opens without waiting or following links.
    ///
    /// @throws ErrnoException when it cannot be opened now
    static Submitted open(String path) throws ErrnoException {
        var file = OpenFile.open(path, 0, Option.READ, Option.NON_BLOCKING, Option.NO_FOLLOW);
        try {
            var status = file.status();
            return new Submitted(file, status.isFile() && status.links() == 1 ? status.size() : -1,
                status.owner().uid());
        } catch (ErrnoException e) {
            file.close();
            throw e;
        }
    }

    /// The submitter.
    int uid() {
        return uid;
    }

    Shape shape() throws ErrnoException {
        if (size < 0) return new Shape.Strange("not a regular file with one link");
        byte[] head = new byte[(int) Math.min(size, 4096)];
        int got = read(0, head);
        if (got < Submission.BEGIN.length())
            return isBeginning(head, got) ? new Shape.Partial() : new Shape.Strange("unknown format");
        if (!Submission.begins(head, got)) return new Shape.Strange("unknown format");
        if (!ended()) return new Shape.Partial();
        long end = size - Submission.END.length();
        var parsed = Submission.parse(head, got);
        if (parsed.isEmpty() && size > got) {
            head = new byte[(int) Math.min(size, MOST_FACTS)];
            parsed = Submission.parse(head, read(0, head));
        }
        if (parsed.isEmpty() || parsed.get().length() > end) return new Shape.Strange("malformed facts");
        return new Shape.Complete(parsed.get().facts(), parsed.get().length(), end);
    }

    private static boolean isBeginning(byte[] head, int got) {
        return Submission.BEGIN.startsWith(Latin1.of(head, 0, got));
    }

    private boolean ended() throws ErrnoException {
        byte[] tail = new byte[Submission.END.length()];
        if (size < Submission.BEGIN.length() + tail.length) return false;
        return read(size - tail.length, tail) == tail.length && Arrays.equals(tail, Latin1.bytes(Submission.END));
    }

    private int read(long from, byte[] into) throws ErrnoException {
        file.seek(from);
        int got = 0;
        while (got < into.length) {
            int now = file.read(into, got, into.length - got);
            if (now < 0) break;
            got += now;
        }
        return got;
    }

    /// Takes the pieces of the message.
    interface Taker {
        void take(byte[] bytes, int length) throws IOException;
    }

    void copy(Shape.Complete shape, Taker taker) throws IOException {
        file.seek(shape.begin());
        byte[] piece = new byte[Math.clamp(shape.end() - shape.begin(), 1, PIECE)];
        for (long left = shape.end() - shape.begin(); left > 0;) {
            int got = file.read(piece, 0, (int) Math.min(left, piece.length));
            if (got < 0) throw new IOException("the file became shorter while it was read");
            taker.take(piece, got);
            left -= got;
        }
    }

    /// All of it in memory, as far as that is reasonable: for what is returned to the sender.
    Content content(Shape.Complete shape) throws ErrnoException {
        byte[] bytes = new byte[(int) Math.min(shape.end() - shape.begin(), PIECE)];
        int got = read(shape.begin(), bytes);
        return Content.of(Arrays.copyOf(bytes, got));
    }

    @Override public void close() throws ErrnoException {
        file.close();
    }
}
