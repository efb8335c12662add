package org.postrider.mailbox;

import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;

/// What became of a message at a mailbox.
public sealed interface Deposit {
    /// On the disk, synced.
    ///
    /// @param at where in its file the message begins, bytes
    record Stored(long at) implements Deposit {}

    /// Not there, and nothing of it left behind.
    ///
    /// @param status enhanced status; 4.x.x means try later
    record Failed(String status, String text) implements Deposit {}

    Deposit STORED = new Stored(0);

    /// The status of a file error, as Postfix maps them: later when it may pass, 5.2.2 when the recipient's quota is
    /// used up, else the caller's.
    static String statusOf(ErrnoException e, String otherwise) {
        var errno = e.errno();
        if (errno.equals(Errno.EAGAIN) || errno.equals(Errno.ESTALE)) return "4.2.0";
        if (errno.equals(Errno.ENOSPC)) return "4.3.0";
        return errno.equals(Errno.EDQUOT) || errno.equals(Errno.EFBIG) ? "5.2.2" : otherwise;
    }
}
