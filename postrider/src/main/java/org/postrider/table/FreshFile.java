package org.postrider.table;

import java.security.SecureRandom;
import java.util.Optional;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.Option;
import org.postrider.os.Stat;

/// A file that will take the place of another as a whole: written beside it, synced, renamed. It is made at once, so
/// that a folder that cannot be written in is known before the work is done.
///
/// @param temporary its name until then; empty where there may be no other file in the folder and the old one is
///                  written over
/// @param old       what the other file was like, which the new one takes over
record FreshFile(String path, Optional<String> temporary, Optional<Stat> old) {
    /// Nobody else's business until it is complete.
    private static final int UNFINISHED = 0600;

    /// @throws ErrnoException when the folder cannot be written in and there is no old file to write over
    static FreshFile beside(String path, Optional<Stat> old) throws ErrnoException {
        String temporary = path + "." + Integer.toHexString(new SecureRandom().nextInt());
        try {
            OpenFile.open(temporary, UNFINISHED, Option.WRITE, Option.CREATE, Option.EXCLUSIVE, Option.NO_FOLLOW)
                .close();
            return new FreshFile(path, Optional.of(temporary), old);
        } catch (ErrnoException failure) {
            if (old.isEmpty() || !mayNot(failure)) throw failure;
            return new FreshFile(path, Optional.empty(), old);
        }
    }

    private static boolean mayNot(ErrnoException failure) {
        return failure.errno().equals(Errno.EACCES) || failure.errno().equals(Errno.EPERM);
    }

    /// @param rights of a file that is new
    void replace(byte[] content, TableMaker.Rights rights) throws ErrnoException {
        if (temporary.isEmpty()) {
            overwrite(content);
            return;
        }
        try (var file = OpenFile.open(temporary.get(), 0, Option.WRITE, Option.NO_FOLLOW)) {
            file.write(content, 0, content.length);
            give(file, rights);
            file.sync();
        } catch (ErrnoException failure) {
            // who is not root may not give a file away
            if (old.isEmpty() || !mayNot(failure)) throw failure;
            overwrite(content);
            return;
        }
        FileCalls.rename(temporary.get(), path);
    }

    /// An older file's rights and owner, or those of a new one.
    private void give(OpenFile file, TableMaker.Rights rights) throws ErrnoException {
        if (old.isPresent()) {
            var owner = old.get().owner();
            if (!file.status().owner().equals(owner)) file.chown(owner.uid(), owner.gid());
        } else if (rights instanceof TableMaker.Rights.Given(_, int uid, int gid)) file.chown(uid, gid);
        FileCalls.chmod(temporary.orElseThrow(), old.map(Stat::permissions).orElse(rights.mode()));
    }

    private void overwrite(byte[] content) throws ErrnoException {
        try (var file = OpenFile.open(path, 0, Option.WRITE, Option.TRUNCATE)) {
            file.write(content, 0, content.length);
            file.sync();
        }
    }

    /// Takes away what was not put in place.
    void discard() {
        try {
            if (temporary.isPresent()) FileCalls.unlink(temporary.get());
        } catch (ErrnoException gone) {
            // it has its place, or what went wrong before is what counts
            return;
        }
    }

    static void close(OpenFile lock) {
        try {
            lock.close();
        } catch (ErrnoException gone) {
            // nothing was written through it
            return;
        }
    }
}
