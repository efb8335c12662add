package org.postrider.mailbox;

import static org.postrider.os.OpenFile.Option.APPEND;
import static org.postrider.os.OpenFile.Option.CREATE;
import static org.postrider.os.OpenFile.Option.READ;
import static org.postrider.os.OpenFile.Option.WRITE;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.os.DotLock;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.LockStyle;
import org.postrider.time.Time;

/// One file with many messages, locked in every way that is asked for while one is appended.
///
/// @param path of the file
public record Mbox(String path, Locking locking, Time time) {
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
    public record Owner(int uid, int gid, boolean strict) {}

    /// Delivers with the rights of the calling thread.
    ///
    /// @param otherwise the status of errors that have none of their own: 4.2.0, or 5.2.0 for the local agent
    public Deposit deliver(Letter letter, Owner owner, String otherwise) {
        boolean dotted = false;
        try {
            dotted = locking.dot() && dotLock();
            if (locking.dot() && !dotted) return new Deposit.Failed("4.2.0",
                "unable to create lock file " + path + ".lock: File exists");
            return append(letter, owner, otherwise);
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, otherwise),
                "unable to create lock file " + path + ".lock: " + e.getMessage());
        } finally {
            if (dotted) release();
        }
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
        try (var file = OpenFile.openSafely(path, 0600, APPEND, CREATE, READ, WRITE)) {
            for (var style : locking.styles())
                if (!lock(file, style)) return new Deposit.Failed("4.2.0", "unable to lock for exclusive access: "
                    + "Resource temporarily unavailable");
            var status = file.status();
            if (!status.isFile()) return new Deposit.Failed(otherwise.startsWith("5") ? "5.2.0" : "5.3.5",
                "destination " + path + " is not a regular file");
            if (owner.strict() && status.owner().uid() != owner.uid())
                return new Deposit.Failed("4.2.0", "destination " + path + " is not owned by recipient");
            return write(file, letter, status.size());
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, otherwise), e.getMessage());
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
            return Deposit.STORED;
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
