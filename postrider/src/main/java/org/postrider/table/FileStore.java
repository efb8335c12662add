package org.postrider.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// An indexed file that is made anew in memory and then put in the place of the old one: readers see the old table or
/// the new one, never half of one, and a power cut leaves one of both.
final class FileStore implements IndexStore {
    private final TableMaker.Job job;
    private final IndexFormat format;
    private final Target target;
    private final List<IndexFormat.Entry> entries = new ArrayList<>();
    /// Where the first entry of each key is.
    private final Map<String, Integer> places = new HashMap<>();

    /// The file on the disk.
    ///
    /// @param lock    on the old one
    /// @param content of the old one, where it is to be changed
    private record Target(Optional<OpenFile> lock, Optional<ByteBuffer> content, FreshFile fresh) {
        void close() {
            fresh.discard();
            if (lock.isPresent()) FreshFile.close(lock.get());
        }
    }

    private FileStore(TableMaker.Job job, IndexFormat format, Target target) {
        this.job = job;
        this.format = format;
        this.target = target;
    }

    static IndexStore open(Tables tables, TableMaker.Job job) {
        var format = IndexFormat.named(job.type()).orElseThrow();
        if (format == IndexFormat.CDB && job.start() != TableMaker.Start.EMPTY)
            throw new TableException("unsupported non-bulk change request");
        String name = job.name() + format.suffix();
        try {
            var target = format.isChangedInPlace() ? inPlace(tables, job, name)
                : new Target(Optional.empty(), Optional.empty(), FreshFile.beside(name, Optional.empty()));
            return loaded(new FileStore(job, format, target), name);
        } catch (IOException failure) {
            throw new TableException("open database " + name + (format.isChangedInPlace() ? "" : ".tmp") + ": "
                + Errno.text(failure));
        }
    }

    private static FileStore loaded(FileStore store, String name) {
        try {
            store.target.content.ifPresent(content -> store.format.read(content)
                .each((key, value) -> store.put(key, value, false)));
            return store;
        } catch (TableException fault) {
            store.close();
            throw new TableException("open database " + name + ": " + fault.getMessage());
        }
    }

    /// A file that other programs change in place, under its lock; a symbolic link to it stays one.
    private static Target inPlace(Tables tables, TableMaker.Job job, String name) throws IOException {
        Path file = Opening.path(name);
        boolean making = job.start() != TableMaker.Start.FILE;
        if (!Files.exists(file)) {
            if (!making) throw new NoSuchFileException(name);
            return new Target(Optional.empty(), Optional.empty(), FreshFile.beside(real(file), Optional.empty()));
        }
        var lock = lock(tables.world().time(), file.toRealPath(), making ? name : "");
        try {
            var old = Optional.of(lock.status());
            if (making && old.get().size() == 0) {
                tables.log().warning("removing zero-length database file: " + name);
                old = Optional.empty();
            }
            boolean load = old.isPresent() && job.start() != TableMaker.Start.EMPTY;
            var content = load ? Optional.of(ByteBuffer.wrap(Files.readAllBytes(file))) : Optional.<ByteBuffer>empty();
            return new Target(Optional.of(lock), content, FreshFile.beside(real(file.toRealPath()), old));
        } catch (IOException failure) {
            FreshFile.close(lock);
            throw failure;
        }
    }

    /// @param name what a message calls a file that may not be changed; empty for the usual message
    private static OpenFile lock(Time time, Path file, String name) throws IOException {
        String path = real(file);
        try {
            OpenFile.open(path, 0, OpenFile.Option.READ, OpenFile.Option.WRITE).close();
        } catch (ErrnoException mayNot) {
            if (name.isEmpty()) throw mayNot;
            throw new TableException("open " + name + ": " + mayNot.errno().text());
        }
        return IndexLock.take(time, file);
    }

    private static String real(Path file) {
        return Latin1.fromUnicode(file.toString());
    }

    @Override public boolean put(byte[] key, byte[] value, boolean replace) {
        String text = Latin1.of(key);
        var place = Optional.ofNullable(places.get(text));
        var entry = new IndexFormat.Entry(key, value);
        if (place.isEmpty()) places.put(text, entries.size());
        if (place.isEmpty() || !replace && keepsRepeated()) entries.add(entry);
        else if (replace) entries.set(place.get(), entry);
        return place.isEmpty() || replace;
    }

    /// A cdb file may hold a key several times, and does where nobody shall hear of it; the first one counts.
    private boolean keepsRepeated() {
        return format == IndexFormat.CDB && job.duplicates() == TableMaker.Duplicates.IGNORE;
    }

    @Override public boolean delete(byte[] key) {
        var place = Optional.ofNullable(places.remove(Latin1.of(key)));
        place.ifPresent(index -> entries.set(index, IndexFormat.Entry.GONE));
        return place.isPresent();
    }

    @Override public void save(TableMaker.Rights rights) {
        byte[] content = format.write(entries.stream().filter(entry -> entry != IndexFormat.Entry.GONE).toList());
        String name = job.name() + format.suffix();
        try {
            target.fresh.replace(content, rights);
        } catch (ErrnoException failure) {
            throw new TableException((format.isChangedInPlace() ? "error writing " + name
                : "rename database from " + name + ".tmp to " + name) + ": " + failure.errno().text());
        }
    }

    @Override public String shownName() {
        return format == IndexFormat.CDB ? job.name() : job.name() + format.suffix();
    }

    @Override public boolean endsWithNul() {
        return format.endsWithNul();
    }

    @Override public void close() {
        target.close();
    }
}
