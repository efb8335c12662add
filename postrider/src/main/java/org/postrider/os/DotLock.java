package org.postrider.os;

/// The oldest mailbox lock: a file `mailbox.lock` that whoever creates it owns. Runs on the calling thread, with its
/// rights.
public final class DotLock {
    private DotLock() {}

    /// One attempt; who fails waits and comes again, as often as `deliver_lock_attempts` says.
    ///
    /// A lock file older than `staleSeconds` was left by a program that died: it is removed, so that the next attempt
    /// finds room.
    ///
    /// @param now seconds since 1970
    /// @return false when somebody has the lock
    /// @throws ErrnoException when the lock can be neither made nor waited for, for instance for want of rights
    public static boolean attempt(String mailbox, long now, long staleSeconds) throws ErrnoException {
        var name = mailbox + ".lock";
        try (var _ = OpenFile.open(name, 0, OpenFile.Option.WRITE, OpenFile.Option.CREATE, OpenFile.Option.EXCLUSIVE)) {
            return true;
        } catch (ErrnoException failed) {
            if (!failed.errno().equals(Errno.EEXIST)) throw failed;
        }
        try {
            if (now > FileCalls.stat(name).changed() + staleSeconds) FileCalls.unlink(name);
        } catch (ErrnoException failed) {
            if (!failed.errno().equals(Errno.ENOENT)) throw failed;
        }
        return false;
    }

    public static void release(String mailbox) throws ErrnoException {
        FileCalls.unlink(mailbox + ".lock");
    }
}
