package org.postrider.mailbox;

import static org.postrider.os.OpenFile.Option.CREATE;
import static org.postrider.os.OpenFile.Option.EXCLUSIVE;
import static org.postrider.os.OpenFile.Option.WRITE;

import java.io.IOException;
import java.time.Instant;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.os.OpenFile;
import org.postrider.os.Stat;
import org.postrider.time.Time;

/// A Maildir: a message is written to `tmp`, synced, and linked into `new` under a name that nobody else can have.
///
/// @param path   of the folder, with trailing slash
/// @param host   this machine's name, as part of file names
/// @param number of this delivery, unique while the process runs
public record Maildir(String path, String host, long number, Time time) {
    private static final int PRIVATE = 0700;

    /// Delivers with the rights of the calling thread.
    ///
    /// @param otherwise the status of errors that have none of their own: 4.2.0, or 5.2.0 for the local agent
    public Deposit deliver(Letter letter, String otherwise) {
        String temporary = "";
        try {
            var now = time.now();
            String tmp = path + "tmp/" + now.getEpochSecond() + ".P" + ProcessHandle.current().pid() + "Q" + number
                + "." + host;
            try (var file = create(tmp)) {
                temporary = tmp;
                write(file, letter);
                publish(tmp, path + "new/" + name(now, file.status()), otherwise);
            }
            temporary = "";
            return Deposit.STORED;
        } catch (ErrnoException e) {
            return new Deposit.Failed(Deposit.statusOf(e, otherwise), e.getMessage());
        } catch (IOException e) {
            return new Deposit.Failed("4.3.0", "error reading message: " + e.getMessage());
        } finally {
            if (!temporary.isEmpty()) remove(temporary);
        }
    }

    /// Makes the folders when the file cannot be made for want of them.
    private OpenFile create(String tmp) throws ErrnoException {
        try {
            return OpenFile.open(tmp, 0600, WRITE, CREATE, EXCLUSIVE);
        } catch (ErrnoException e) {
            if (!e.errno().equals(Errno.ENOENT)) throw named(e, "create maildir file " + tmp);
        }
        try {
            makeFolders(path + "tmp");
            return OpenFile.open(tmp, 0600, WRITE, CREATE, EXCLUSIVE);
        } catch (ErrnoException e) {
            throw named(e, "create maildir file " + tmp);
        }
    }

    private void makeFolders(String folder) throws ErrnoException {
        try {
            FileCalls.mkdir(folder, PRIVATE);
        } catch (ErrnoException e) {
            if (e.errno().equals(Errno.EEXIST)) return;
            int slash = folder.lastIndexOf('/');
            if (!e.errno().equals(Errno.ENOENT) || slash <= 0) throw e;
            makeFolders(folder.substring(0, slash));
            FileCalls.mkdir(folder, PRIVATE);
        }
    }

    private static void write(OpenFile file, Letter letter) throws IOException {
        if (letter.limit() > 0 && letter.size() > letter.limit())
            throw new ErrnoException(Errno.EFBIG, "error writing message: File too large");
        try {
            letter.copy((bytes, offset, length) -> write(file, bytes, offset, length));
            file.sync();
        } catch (ErrnoException e) {
            throw named(e, "error writing message");
        }
    }

    private static void write(OpenFile file, byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
    }

    private String name(Instant now, Stat status) {
        return now.getEpochSecond() + ".V" + Long.toHexString(status.device()) + "I"
            + Long.toHexString(status.inode()) + "M" + now.getNano() / 1000 + "." + host;
    }

    private void publish(String tmp, String fresh, String otherwise) throws ErrnoException {
        try {
            FileCalls.link(tmp, fresh);
        } catch (ErrnoException e) {
            if (!e.errno().equals(Errno.ENOENT)) throw named(e, "create maildir file " + fresh);
            makeFolders(path + "new");
            makeFolders(path + "cur");
            FileCalls.rename(tmp, fresh);
            return;
        }
        remove(tmp);
    }

    /// What stays in `tmp` is removed by mail programs after 36 hours, as the Maildir rules say.
    private static void remove(String file) {
        try {
            FileCalls.unlink(file);
        } catch (ErrnoException leftBehind) {
            return;
        }
    }

    private static ErrnoException named(ErrnoException e, String what) {
        return new ErrnoException(e.errno(), what + ": " + e.getMessage());
    }
}
