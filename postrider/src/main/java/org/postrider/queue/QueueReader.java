package org.postrider.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.postrider.message.Content;

/// The queue as it lay on the disk at one moment, for tools that look at it while the mail system is down. Takes no
/// lock and changes nothing, so it does no harm beside a service that starts or runs meanwhile: then what it shows may
/// be some moments old, and a message that is gone since cannot be read.
///
/// For one thread.
public final class QueueReader implements Frames, AutoCloseable {
    /// A running service deletes and makes segments while they are read.
    private static final int TRIES = 5;

    private final LookingMedium medium;
    private final Segments segments = new Segments();
    private final Map<Long, Entry> entries;
    private final int marker;
    private final FileBlobs blobs;

    private QueueReader(Path directory, Consumer<String> warn) throws IOException {
        medium = new LookingMedium(new FileMedium(directory));
        blobs = FileBlobs.looking(directory);
        var rebuild = new Rebuild(segments);
        marker = new Recovery(medium, segments, warn).run(medium.takeOver(), rebuild).marker();
        entries = rebuild.complete();
    }

    /// @param directory `$queue_directory`
    /// @throws NoSuchFileException when no queue was ever there
    public static QueueReader open(Path directory, Consumer<String> warn) throws IOException {
        for (int left = TRIES;; left--)
            try {
                return new QueueReader(directory, warn);
            } catch (NoSuchFileException gone) {
                if (left == 0) throw gone;
            }
    }

    public void forEach(Consumer<QueueEntry> each) {
        for (var entry : entries.values()) each.accept(entry.view());
    }

    /// @throws IOException when it cannot be read (any more)
    public Optional<QueuedMessage> read(QueueId id) throws IOException {
        var entry = entries.get(QueueIdForm.number(id));
        if (entry == null || !entry.id().equals(id)) return Optional.empty();
        return Optional.of(Loading.message(entry, this, new Looked(entry)));
    }

    @Override public ByteBuffer read(long location) throws IOException {
        int length = Location.length(location);
        var frame = readStart(location, length);
        if (Frame.whole(frame, 0, length, marker, new CRC32C()) != length)
            throw new DamagedException("journal record is damaged");
        return frame;
    }

    @Override public ByteBuffer readStart(long location, int length) throws IOException {
        var frame = ByteBuffer.allocate(length);
        var segment = segments.at(location).orElseThrow(() -> new IOException("journal segment is gone"));
        if (medium.read(segment.number, Location.offset(location), frame) < length)
            throw new IOException("journal segment " + segment.number + " ends too early");
        return frame;
    }

    private final class Looked implements Content {
        private final Entry entry;

        Looked(Entry entry) {
            this.entry = entry;
        }

        @Override public long size() {
            return entry.size;
        }

        @Override public InputStream open() throws IOException {
            var rest = MessageFormat.rest(entry, read(entry.message));
            if (!entry.blob) return new ByteArrayInputStream(rest.array(), rest.arrayOffset(), rest.remaining());
            return new BlobInput(new BlobInput.Source(entry.id(), entry.size, () -> { }), blobs.open(entry.number),
                rest.getInt(0));
        }
    }

    @Override public void close() throws IOException {
        medium.close();
    }
}
