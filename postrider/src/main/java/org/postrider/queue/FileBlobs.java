package org.postrider.queue;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Blobs as files `blob/NUMBER` (hexadecimal) below the queue directory, for the mail owner alone.
final class FileBlobs implements Blobs {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{1,15}");

    private final Path folder;

    private FileBlobs(Path folder) {
        this.folder = folder;
    }

    /// @param queueDirectory an existing folder; what is needed below it is made
    static FileBlobs prepare(Path queueDirectory) throws IOException {
        var blobs = looking(queueDirectory);
        FileMedium.makeFolder(blobs.folder);
        return blobs;
    }

    /// To be read and not touched.
    static FileBlobs looking(Path queueDirectory) {
        return new FileBlobs(queueDirectory.resolve("blob"));
    }

    private Path path(long number) {
        return folder.resolve(Long.toHexString(number));
    }

    @Override public List<Long> list() throws IOException {
        try (var names = Files.list(folder)) {
            return names.map(path -> path.getFileName().toString()).filter(name -> NAME.matcher(name).matches())
                .map(name -> Long.valueOf(name, 16)).toList();
        }
    }

    @Override public JournalMedium.Appender create(long number) throws IOException {
        var file = FileMedium.open(path(number), CREATE, TRUNCATE_EXISTING, WRITE);
        return new Writing(file, path(number));
    }

    @Override public Reader open(long number) throws IOException {
        return new Reading(FileChannel.open(path(number), READ));
    }

    @Override public void delete(long number) throws IOException {
        Files.deleteIfExists(path(number));
    }

    /// Open readers are their users' to close.
    @Override public void close() {}

    private record Reading(FileChannel file) implements Reader {
        @Override public int read(long offset, ByteBuffer into) throws IOException {
            int start = into.position();
            while (into.hasRemaining() && file.read(into, offset + into.position() - start) >= 0);
            return into.position() - start;
        }

        @Override public void close() throws IOException {
            file.close();
        }
    }

    private record Writing(FileChannel file, Path path) implements JournalMedium.Appender {
        @Override public void append(ByteBuffer batch, boolean durable) throws IOException {
            try {
                while (batch.hasRemaining()) file.write(batch);
                if (!durable) return;
                file.force(false);
                FileMedium.syncFolder(path.getParent());
            } catch (IOException why) {
                throw new IOException(path + ": " + why.getMessage(), why);
            }
        }

        @Override public void seal(long length) throws IOException {
            file.close();
        }
    }
}
