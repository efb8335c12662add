package org.postrider.queue;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Segments as files `journal/NNNNNNNNNN.log` below the queue directory, damaged bytes as files in `corrupt/`. All
/// of it belongs to the mail owner alone (0600 in folders 0700). The writer holds a lock on `journal/lock` for as long
/// as it lives; a second one is refused.
public final class FileMedium implements JournalMedium {
    static final FileAttribute<?> PRIVATE =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final FileAttribute<?> PRIVATE_FOLDER =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.log");

    private final Path folder;
    private final Path corrupt;
    private final Map<Long, FileChannel> reading = new ConcurrentHashMap<>();
    private List<AutoCloseable> held = List.of();

    /// @param queueDirectory an existing folder; what is needed below it is made
    public FileMedium(Path queueDirectory) {
        folder = queueDirectory.resolve("journal");
        corrupt = queueDirectory.resolve("corrupt");
    }

    @Override public List<Long> takeOver() throws IOException {
        makeFolder(folder);
        var lockFile = open(folder.resolve("lock"), CREATE, WRITE);
        try {
            held = List.of(lock(lockFile), lockFile);
        } catch (IOException taken) {
            lockFile.close();
            throw taken;
        }
        return list();
    }

    /// The numbers of the segments that there are now, ascending.
    List<Long> list() throws IOException {
        try (var names = Files.list(folder)) {
            return names.map(path -> NAME.matcher(path.getFileName().toString())).filter(name -> name.matches())
                .map(name -> Long.valueOf(name.group(1))).sorted().toList();
        }
    }

    private FileLock lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) return lock;
        } catch (OverlappingFileLockException _) {
            // the other writer lives in this very process: refused like any other
        }
        throw new InUseException(folder + ": the queue is in use by another process");
    }

    @Override public Appender open(long segment) throws IOException {
        var file = open(path(segment), CREATE_NEW, WRITE);
        try {
            syncFolder(folder);
        } catch (IOException unsure) {
            file.close();
            throw unsure;
        }
        return new FileAppender(file, path(segment));
    }

    @Override public int read(long segment, long offset, ByteBuffer into) throws IOException {
        for (int start = into.position(), attempt = 0;; attempt++) {
            var file = reader(segment);
            try {
                while (into.hasRemaining() && file.read(into, offset + into.position() - start) >= 0);
                return into.position() - start;
            } catch (ClosedChannelException interrupted) {
                reading.remove(segment, file);
                if (Thread.currentThread().isInterrupted() || attempt == 3) throw interrupted;
                into.position(start);
            }
        }
    }

    private FileChannel reader(long segment) throws IOException {
        var open = reading.get(segment);
        if (open != null) return open;
        var file = FileChannel.open(path(segment), READ);
        var other = reading.putIfAbsent(segment, file);
        if (other == null) return file;
        file.close();
        return other;
    }

    @Override public long size(long segment) throws IOException {
        return Files.size(path(segment));
    }

    @Override public void delete(long segment) throws IOException {
        Files.deleteIfExists(path(segment));
        var open = reading.remove(segment);
        if (open != null) open.close();
    }

    @Override public String keepAside(String name, ByteBuffer bytes) throws IOException {
        makeFolder(corrupt);
        Path path = corrupt.resolve(name);
        try (var file = open(path, CREATE, TRUNCATE_EXISTING, WRITE)) {
            while (bytes.hasRemaining()) file.write(bytes);
            file.force(true);
        }
        syncFolder(corrupt);
        return path.toString();
    }

    @Override public long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override public void close() throws IOException {
        var all = new ArrayList<AutoCloseable>(reading.values());
        all.addAll(held);
        reading.clear();
        held = List.of();
        for (var one : all) close(one);
    }

    private static void close(AutoCloseable one) throws IOException {
        try {
            one.close();
        } catch (IOException expected) {
            throw expected;
        } catch (Exception other) {
            throw new IOException(other);
        }
    }

    private Path path(long segment) {
        return folder.resolve("%010d.log".formatted(segment));
    }

    static FileChannel open(Path path, OpenOption... how) throws IOException {
        return FileChannel.open(path, Set.of(how), PRIVATE);
    }

    static void makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) return;
        try {
            Files.createDirectory(path, PRIVATE_FOLDER);
        } catch (FileAlreadyExistsException _) {
            return;
        }
        syncFolder(path.getParent());
    }

    /// Makes names in a folder durable.
    static void syncFolder(Path path) throws IOException {
        try (var channel = FileChannel.open(path, READ)) {
            channel.force(true);
        }
    }

    private record FileAppender(FileChannel file, Path path) implements Appender {
        @Override public void append(ByteBuffer batch, boolean durable) throws IOException {
            try {
                while (batch.hasRemaining()) file.write(batch);
                if (durable) file.force(false);
            } catch (IOException why) {
                throw new IOException(path + ": " + why.getMessage(), why);
            }
        }

        @Override public void seal(long length) throws IOException {
            try (file) {
                if (file.size() > length) file.truncate(length);
            }
        }
    }
}
