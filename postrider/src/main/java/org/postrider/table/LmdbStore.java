package org.postrider.table;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postrider.os.Errno;
import org.postrider.os.FileCalls;
import org.postrider.os.Lmdb;

/// An LMDB file that is made or changed, in one transaction.
record LmdbStore(TableMaker.Job job, Lmdb file, boolean fresh) implements IndexStore {
    static IndexStore open(TableMaker.Job job) {
        Path path = Opening.path(job.name() + LmdbTable.SUFFIX);
        boolean fresh = false;
        try {
            fresh = create(path);
        } catch (IOException failure) {
            throw new TableException("open database " + job.name() + LmdbTable.SUFFIX + ": " + Errno.text(failure));
        }
        var mode = job.start() == TableMaker.Start.EMPTY ? Lmdb.Mode.REPLACE : Lmdb.Mode.UPDATE;
        return new LmdbStore(job, LmdbTable.open(job.name(), mode), fresh);
    }

    /// @return false when there is one already
    private static boolean create(Path path) throws IOException {
        try {
            Files.createFile(path);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    @Override public boolean put(byte[] key, byte[] value, boolean replace) {
        try {
            return file.put(key, value, replace);
        } catch (IOException failure) {
            throw new TableException("error updating " + job.spec() + ": " + Errno.text(failure));
        }
    }

    @Override public boolean delete(byte[] key) {
        try {
            return file.delete(key);
        } catch (IOException failure) {
            throw new TableException("error deleting from " + job.spec() + ": " + Errno.text(failure));
        }
    }

    @Override public void save(TableMaker.Rights rights) {
        try {
            String path = job.name() + LmdbTable.SUFFIX;
            if (fresh && rights instanceof TableMaker.Rights.Given(_, int uid, int gid))
                FileCalls.chown(path, uid, gid);
            if (fresh) FileCalls.chmod(path, rights.mode());
            file.commit();
        } catch (IOException failure) {
            throw new TableException("error writing " + job.spec() + ": " + Errno.text(failure));
        }
    }

    @Override public String shownName() {
        return job.spec();
    }

    @Override public boolean endsWithNul() {
        return true;
    }

    @Override public void close() {
        file.close();
    }
}
