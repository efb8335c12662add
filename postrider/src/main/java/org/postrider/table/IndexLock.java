package org.postrider.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.os.OpenFile;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// The lock that Postfix's tools hold on an indexed file while they change it.
final class IndexLock {
    /// Changing a table takes moments; whoever holds the lock longer than this is stuck.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private IndexLock() {}

    /// The whole file, read while nobody writes.
    static ByteBuffer read(Time time, Path file) throws IOException {
        try (var _ = take(time, file)) {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        }
    }

    /// Waits for the lock on the file that has this name then; it may have been replaced while we waited.
    static OpenFile take(Time time, Path file) throws IOException {
        String path = Latin1.fromUnicode(file.toString());
        long end = time.nanos() + PATIENCE.toNanos();
        while (true) {
            var open = OpenFile.open(path, 0, OpenFile.Option.READ);
            boolean mine = false;
            try {
                mine = wait(time, open, end) && open.status().inode() == FileCalls.stat(path).inode();
                if (mine) return open;
            } finally {
                if (!mine) open.close();
            }
        }
    }

    private static boolean wait(Time time, OpenFile file, long end) throws IOException {
        try {
            while (!file.tryLock(OpenFile.LockStyle.FLOCK)) {
                if (time.nanos() - end >= 0) throw new ErrnoException(Errno.EAGAIN);
                time.sleep(BETWEEN_TRIES);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ErrnoException(Errno.EINTR);
        }
    }
}
