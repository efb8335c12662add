package org.postrider.mailbox;

import static org.postrider.os.OpenFile.Option.APPEND;
import static org.postrider.os.OpenFile.Option.CREATE;
import static org.postrider.os.OpenFile.Option.NON_BLOCKING;
import static org.postrider.os.OpenFile.Option.WRITE;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.os.DotLock;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.LockStyle;
import org.postrider.time.Time;

/// One file with many messages, locked in every way that is asked for while one is appended.
///
/// @param path of the file
public record Mbox(String path, Locking locking, Time time) {
    private static final Deposit LOCKED =
        new Deposit.Failed("4.2.0", "unable to lock for exclusive access: Resource temporarily unavailable");
    /// Some programs replace a mailbox by a new file; then its lock is no good.
    private static final Deposit CHANGED = new Deposit.Failed("4.2.0", "target file status changed unexpectedly");
    private static final int EXECUTE = 0111;

    /// @param styles   locks on the open file
    /// @param dot      also a `.lock` file
    /// @param attempts to get a lock (`deliver_lock_attempts`)
    /// @param delay    between them (`deliver_lock_delay`)
    /// @param stale    age after which a lock file is taken for left behind (`stale_lock_time`)
    public record Locking(Set<LockStyle> styles, boolean dot, int attempts, Duration delay, Duration stale) {
        /// @param list names the ways of locking: fcntl, flock, dotlock
        public static Locking of(Settings settings, Param<String> list) {
            var styles = EnumSet.noneOf(LockStyle.class);
            boolean dot = false;
            for (String word : settings.get(list).strip().split("[,\\s]+"))
                switch (word) {
                    case "" -> { }
                    case "fcntl" -> styles.add(LockStyle.FCNTL);
                    case "flock" -> styles.add(LockStyle.FLOCK);
                    case "dotlock" -> dot = true;
                    default -> throw new ConfigException("bad parameter value: " + list + " = " + settings.get(list)
                        + ": \"" + word + "\" is none of fcntl, flock, dotlock");
                }
            return new Locking(Set.copyOf(styles), dot, settings.get(MailboxParams.LOCK_ATTEMPTS),
                settings.get(MailboxParams.LOCK_DELAY), settings.get(MailboxParams.STALE_LOCK));
        }
    }

    /// Who has to own the file, and who gets a new one.
    ///
    /// @param strict refuse files of others (`strict_mailbox_ownership`)
    /// @param give   a new file is not yet theirs: the calling thread has the rights of somebody else
    public record Owner(int uid, int gid, boolean strict, boolean give) {}

    /// Delivers to somebody's mailbox with the rights of the calling thread.
    ///
    /// @param otherwise the status of errors that have none of their own: 4.2.0, or 5.2.0 for the local agent
    public Deposit deliver(Letter letter, Owner owner, String otherwise) {
        boolean dotted = false;
        try {
            dotted = locking.dot() && dotLock();
            if (locking.dot() && !dotted) return held();
            return append(letter, owner, otherwise);
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, otherwise),
                "unable to create lock file " + path + ".lock: " + e.getMessage());
        } finally {
            if (dotted) release();
        }
    }

    private Deposit held() {
        return new Deposit.Failed("4.2.0", "unable to create lock file " + path + ".lock: File exists");
    }

    private boolean dotLock() throws ErrnoException {
        for (int left = locking.attempts(); left > 0; left--) {
            if (DotLock.attempt(path, time.now().getEpochSecond(), locking.stale().toSeconds())) return true;
            if (left > 1 && !pause()) return false;
        }
        return false;
    }

    private boolean pause() {
        try {
            time.sleep(locking.delay());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void release() {
        try {
            DotLock.release(path);
        } catch (ErrnoException gone) {
            return;
        }
    }

    private Deposit append(Letter letter, Owner owner, String otherwise) {
        try (var file = open(owner)) {
            for (var style : locking.styles()) if (!lock(file, style)) return LOCKED;
            var status = file.status();
            if (!status.isFile()) return new Deposit.Failed(otherwise.startsWith("5") ? "5.2.0" : "5.3.5",
                "destination " + path + " is not a regular file");
            if (owner.strict() && status.owner().uid() != owner.uid())
                return new Deposit.Failed("4.2.0", "destination " + path + " is not owned by recipient");
            if (status.links() != 1) return CHANGED;
            return write(file, letter, status.size());
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, otherwise), e.getMessage());
        }
    }

    private OpenFile open(Owner owner) throws ErrnoException {
        boolean fresh = owner.give() && !exists();
        var file = OpenFile.openSafely(path, 0600, APPEND, CREATE, WRITE, NON_BLOCKING);
        try {
            if (fresh) file.chown(owner.uid(), owner.gid());
            return file;
        } catch (ErrnoException e) {
            file.close();
            throw e;
        }
    }

    private boolean exists() throws ErrnoException {
        try {
            FileCalls.lstat(path);
            return true;
        } catch (ErrnoException e) {
            if (e.errno().equals(Errno.ENOENT)) return false;
            throw e;
        }
    }

    /// Delivers to any file that somebody named, with the rights of the calling thread. It may be a device, such as
    /// `/dev/null`, and stand in a folder where no lock file can be made.
    ///
    /// @param warn told what did not keep the message from being delivered
    public Deposit deliverToFile(Letter letter, Consumer<String> warn) {
        boolean dotted = false;
        try {
            if (locking.dot() && isFileToBe()) {
                dotted = dotLock();
                if (!dotted) return held();
            }
        } catch (ErrnoException e) {
            warn.accept("unable to create lock file " + path + ".lock: " + e.getMessage());
        }
        try {
            return append(letter);
        } finally {
            if (dotted) release();
        }
    }

    private boolean isFileToBe() {
        try {
            return FileCalls.stat(path).isFile();
        } catch (ErrnoException _) {
            return true;
        }
    }

    private Deposit append(Letter letter) {
        try (var file = OpenFile.openSafely(path, 0600, APPEND, CREATE, WRITE, NON_BLOCKING)) {
            var status = file.status();
            if (!status.isFile()) return pour(file, letter);
            for (var style : locking.styles()) if (!lock(file, style)) return LOCKED;
            status = file.status();
            if (status.links() != 1) return CHANGED;
            if ((status.mode() & EXECUTE) != 0) return new Deposit.Failed("5.7.1", "file is executable");
            return write(file, letter, status.size());
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, "5.2.0"), e.getMessage());
        }
    }

    /// Into what is no file: nothing to sync, nothing to take back.
    private static Deposit pour(OpenFile device, Letter letter) {
        try {
            letter.copy((bytes, offset, length) -> device.write(bytes, offset, length));
            return Deposit.STORED;
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, "5.3.0"), "error writing message: " + e.getMessage());
        } catch (IOException e) {
            return new Deposit.Failed("4.3.0", "error reading message: " + e.getMessage());
        }
    }

    private boolean lock(OpenFile file, LockStyle style) throws ErrnoException {
        for (int left = locking.attempts(); left > 0; left--) {
            if (file.tryLock(style)) return true;
            if (left > 1 && !pause()) return false;
        }
        return false;
    }

    /// All or nothing: the file is cut back to its old length when the message does not get onto the disk.
    private static Deposit write(OpenFile file, Letter letter, long before) {
        try {
            if (letter.limit() > 0 && before + letter.size() > letter.limit())
                return new Deposit.Failed("5.2.2", "error writing message: File too large");
            letter.copy((bytes, offset, length) -> file.write(bytes, offset, length));
            file.sync();
            return new Deposit.Stored(before);
        } catch (ErrnoException e) {
            undo(file, before);
            return new Deposit.Failed(Deposit.statusOf(e, "5.3.0"), "error writing message: " + e.getMessage());
        } catch (IOException e) {
            undo(file, before);
            return new Deposit.Failed("4.3.0", "error reading message: " + e.getMessage());
        }
    }

    private static void undo(OpenFile file, long before) {
        try {
            file.truncate(before);
        } catch (ErrnoException alsoFailed) {
            return;
        }
    }
}
