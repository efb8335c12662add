package org.postrider.command;

import java.time.Duration;
import java.util.Optional;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.os.Errno;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.LockStyle;
import org.postrider.os.OpenFile.Option;
import org.postrider.os.Stat;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// A new content for a file, written beside it and moved into its place when all is well: who reads the file sees the
/// old content or the new one. The name of the new file is always the same and it is locked, so that two who edit the
/// file at once do so one after the other.
final class Replacement implements AutoCloseable {
    private static final String SUFFIX = ".tmp";
    /// Nobody else's business until it is complete.
    private static final int UNFINISHED = 0600;
    private static final int READABLE = 0644;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /// How often a lock is tried for: ten seconds in all. Nobody needs that long to edit a file.
    private static final int TRIES = 200;

    private final String path;
    private final OpenFile file;
    private boolean done;

    private Replacement(String path, OpenFile file) {
        this.path = path;
        this.file = file;
    }

    /// Waits until nobody else replaces the file.
    ///
    /// @param path one char per byte
    static Replacement of(String path, Time time) {
        String fresh = path + SUFFIX;
        try {
            for (int i = 0; i < TRIES; i++) {
                var file = OpenFile.open(fresh, UNFINISHED, Option.CREATE, Option.WRITE);
                boolean locked = file.tryLock(LockStyle.FLOCK);
                if (locked && isUsable(file, fresh)) return new Replacement(path, file);
                file.close();
                if (!locked) time.sleep(PAUSE);
            }
            throw new CommandException("lock " + fresh + ": another program has it; try again later");
        } catch (ErrnoException failed) {
            throw new CommandException("open " + fresh + ": " + failed.getMessage());
        } catch (InterruptedException stop) {
            throw new CommandException("interrupted while waiting for " + fresh);
        }
    }

    /// Whether the file is still the one of that name, and ours alone. What a crash has left behind is removed.
    private static boolean isUsable(OpenFile file, String path) throws ErrnoException {
        var here = file.status();
        var there = status(path);
        if (there.isEmpty() || there.get().inode() != here.inode() || there.get().device() != here.device())
            return false;
        if (here.isFile() && here.size() == 0 && here.links() == 1 && here.permissions() == UNFINISHED) return true;
        FileCalls.unlink(path);
        return false;
    }

    private static Optional<Stat> status(String path) throws ErrnoException {
        try {
            return Optional.of(FileCalls.stat(path));
        } catch (ErrnoException failed) {
            if (failed.errno().equals(Errno.ENOENT)) return Optional.empty();
            throw failed;
        }
    }

    /// Puts the new content into its place, on disk before it gets there. The file keeps its rights and, where we may
    /// say so, its owner; a file that is new can be read by everyone.
    void commit(String content) {
        try {
            var old = status(path);
            byte[] bytes = Latin1.bytes(content);
            file.write(bytes, 0, bytes.length);
            if (old.isPresent() && !old.get().owner().equals(file.status().owner()))
                file.chown(old.get().owner().uid(), old.get().owner().gid());
            FileCalls.chmod(path + SUFFIX, old.map(Stat::permissions).orElse(READABLE));
            file.sync();
            FileCalls.rename(path + SUFFIX, path);
            done = true;
        } catch (ErrnoException failed) {
            throw new CommandException("close " + path + SUFFIX + ": " + failed.getMessage());
        }
    }

    /// Gives the name free. The old content stays unless there was a [#commit].
    @Override public void close() {
        try {
            if (!done) FileCalls.unlink(path + SUFFIX);
            file.close();
        } catch (ErrnoException failed) {
            throw new CommandException("close " + path + SUFFIX + ": " + failed.getMessage());
        }
    }
}
