package org.postrider.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.Option;
import org.postrider.os.Stat;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// An indexed file that is made anew in memory and then put in the place of the old one: readers see the old table or
/// the new one, never half of one, and a power cut leaves one of both.
final class FileStore implements IndexStore {
    private final TableMaker.Job job;
    private final IndexFormat format;
    /// Resolved, so that a symbolic link stays one.
    private final String path;
    private final Optional<OpenFile> lock;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private FileStore(TableMaker.Job job, IndexFormat format, String path, Optional<OpenFile> lock) {
        this.job = job;
        this.format = format;
        this.path = path;
        this.lock = lock;
    }

    static IndexStore open(Time time, TableMaker.Job job) {
        var format = IndexFormat.named(job.type()).orElseThrow();
        if (format == IndexFormat.CDB && job.start() != TableMaker.Start.EMPTY)
            throw new TableException("unsupported non-bulk change request");
        String name = job.name() + format.suffix();
        try {
            Path file = Opening.path(name);
            boolean there = Files.exists(file);
            if (!there && job.start() == TableMaker.Start.FILE) throw new NoSuchFileException(name);
            if (there) file = file.toRealPath();
            var store = new FileStore(job, format, Latin1.fromUnicode(file.toString()),
                there ? Optional.of(IndexLock.take(time, file)) : Optional.empty());
            if (there && job.start() != TableMaker.Start.EMPTY) store.load(file);
            return store;
        } catch (IOException failure) {
            throw new TableException("open database " + name + ": " + Errno.text(failure));
        }
    }

    private void load(Path file) throws IOException {
        try {
            format.read(ByteBuffer.wrap(Files.readAllBytes(file)))
                .each((key, value) -> entries.putIfAbsent(Latin1.of(key), value));
        } catch (TableException fault) {
            close();
            throw new TableException("open database " + job.name() + format.suffix() + ": " + fault.getMessage());
        }
    }

    @Override public boolean put(byte[] key, byte[] value, boolean replace) {
        String text = Latin1.of(key);
        boolean isNew = !entries.containsKey(text);
        if (isNew || replace) entries.put(text, value);
        return isNew || replace;
    }

    @Override public boolean delete(byte[] key) {
        return entries.remove(Latin1.of(key)) != null;
    }

    @Override public void save(TableMaker.Rights rights) {
        var list = new ArrayList<IndexFormat.Entry>(entries.size());
        entries.forEach((key, value) -> list.add(new IndexFormat.Entry(Latin1.bytes(key), value)));
        byte[] content = format.write(list);
        try {
            var old = lock.isPresent() ? Optional.of(lock.get().status()) : Optional.<Stat>empty();
            try {
                replace(content, old, rights);
            } catch (ErrnoException noFolder) {
                boolean mayNot = noFolder.errno().equals(Errno.EACCES) || noFolder.errno().equals(Errno.EPERM);
                if (old.isEmpty() || !mayNot) throw noFolder;
                overwrite(content);
            }
        } catch (IOException failure) {
            throw new TableException("error writing " + job.name() + format.suffix() + ": " + Errno.text(failure));
        }
    }

    private void replace(byte[] content, Optional<Stat> old, TableMaker.Rights rights) throws ErrnoException {
        String temporary = path + "." + Integer.toHexString(new SecureRandom().nextInt());
        boolean done = false;
        try (var file = OpenFile.open(temporary, 0600, Option.WRITE, Option.CREATE, Option.EXCLUSIVE,
            Option.NO_FOLLOW)) {
            file.write(content, 0, content.length);
            give(file, temporary, old, rights);
            file.sync();
            FileCalls.rename(temporary, path);
            done = true;
        } finally {
            if (!done) discard(temporary);
        }
    }

    /// An older file's rights and owner, or those of a new one. Who is not root may not give files away.
    private static void give(OpenFile file, String path, Optional<Stat> old, TableMaker.Rights rights)
        throws ErrnoException {
        int mode = old.map(Stat::permissions).orElse(rights.mode());
        if (old.isPresent()) {
            var now = file.status().owner();
            if (!now.equals(old.get().owner())) file.chown(old.get().owner().uid(), old.get().owner().gid());
        } else if (rights instanceof TableMaker.Rights.Given(_, int uid, int gid)) file.chown(uid, gid);
        FileCalls.chmod(path, mode);
    }

    private static void discard(String temporary) {
        try {
            FileCalls.unlink(temporary);
        } catch (ErrnoException gone) {
            // what went wrong before is what counts
            return;
        }
    }

    /// Where we may write the file but not its folder, and where we may not give a file away.
    private void overwrite(byte[] content) throws ErrnoException {
        try (var file = OpenFile.open(path, 0, Option.WRITE, Option.TRUNCATE)) {
            file.write(content, 0, content.length);
            file.sync();
        }
    }

    @Override public String shownName() {
        return format == IndexFormat.CDB ? job.name() : job.name() + format.suffix();
    }

    @Override public boolean endsWithNul() {
        return format.endsWithNul();
    }

    @Override public void close() {
        try {
            if (lock.isPresent()) lock.get().close();
        } catch (ErrnoException gone) {
            // nothing was written through it
            return;
        }
    }
}
