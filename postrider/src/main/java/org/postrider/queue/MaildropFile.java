package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.postrider.text.Latin1;

/// A message on its way into the maildrop, as `bin/sendmail` describes such files: under a name that nobody can guess,
/// complete only with its last bytes, which are on disk when [#commit] returns. Closed before that it is gone.
public final class MaildropFile implements AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private final long limit;
    private long size;
    private boolean committed;

    /// The message is larger than `message_size_limit`.
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("message file too big");
        }
    }

    private MaildropFile(Path path, FileChannel file, long limit) {
        this.path = path;
        this.file = file;
        this.limit = limit;
    }

    /// @param queue `$queue_directory`
    /// @param limit bytes that the file may have; 0 for no limit
    public static MaildropFile create(Path queue, Submission facts, long limit) throws IOException {
        var path = queue.resolve("maildrop").resolve(UUID.randomUUID().toString());
        var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var made = new MaildropFile(path, file, limit);
        try {
            // Whatever the caller's umask: who picks it up is another user.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            byte[] head = facts.bytes();
            made.write(head, 0, head.length);
            return made;
        } catch (IOException failed) {
            made.close();
            throw failed;
        }
    }

    /// The id that the file would be listed under if it were complete now.
    public QueueId id(Instant now) throws IOException {
        return MaildropListing.id((long) Files.getAttribute(path, "unix:ino"), now);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (limit > 0 && size > limit) throw new TooLargeException();
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) file.write(buffer);
    }

    /// Returns when all of it is on disk.
    public void commit() throws IOException {
        var end = ByteBuffer.wrap(Latin1.bytes(Submission.END));
        while (end.hasRemaining()) file.write(end);
        file.force(true);
        try (var folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException unreadable) {
            // Ordinary users may not open the folder; the file's own sync brings its name to disk where that matters.
            committed = true;
            return;
        }
        committed = true;
    }

    @Override public void close() throws IOException {
        try (file) {
            if (!committed) Files.deleteIfExists(path);
        }
    }
}
