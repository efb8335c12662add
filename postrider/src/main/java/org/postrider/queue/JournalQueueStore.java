package org.postrider.queue;

import static org.postrider.config.SiteParams.LONG_QUEUE_IDS;
import static org.postrider.queue.QueueParams.QUEUE_MINFREE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.time.Time;

/// The queue in a journal, with large contents beside it as blobs. [org.postrider.queue] describes what is stored how.
public final class JournalQueueStore implements QueueStore {
    /// Superseded attempts are dropped when a message has as many records of them, and they outweigh what is left.
    private static final int MANY_RECORDS = 8;
    private static final int SMALL_HISTORY = 4096;
    /// Attempts that go into one record at most, so that no record gets near the journal's limit.
    private static final int ATTEMPTS_TOGETHER = 500;

    private final Parts parts;
    private final Journal journal;
    private final Index index;
    private final Segments segments;
    private final Room room;
    /// Segments with further copies of a message's record, which recovery found; almost always none.
    private final Map<Long, Set<Long>> copies;

    /// What the journal is made of, for tests to put in their own.
    record Media(JournalMedium journal, Blobs blobs, Journal.Sizes sizes) {}

    /// What messages on their way in, and contents, need of the store.
    record Parts(Journal journal, Index index, Blobs blobs, Reclaimer reclaimer, Numbers numbers,
                 Surroundings around) {}

    /// @param longIds form of new ids
    record Surroundings(FreshContent.Budget budget, boolean longIds, Time time, Log log) {}

    /// Opens the queue below a folder, alone: a second process (or a second call) is refused as long as this one is
    /// open.
    ///
    /// @param directory `$queue_directory`; what is needed below it is made
    /// @throws IOException when it is in use or cannot be read
    public static QueueStore open(Path directory, Settings settings, Time time, Log log) throws IOException {
        var media = new Media(new FileMedium(directory), FileBlobs.prepare(directory), Journal.Sizes.DEFAULT);
        return open(media, settings, time, log);
    }

    static JournalQueueStore open(Media media, Settings settings, Time time, Log log) throws IOException {
        var numbers = media.journal().takeOver();
        try {
            return new JournalQueueStore(media, numbers, settings, new Surroundings(
                new FreshContent.Budget(freshLimit()), settings.get(LONG_QUEUE_IDS), time, log));
        } catch (IOException | RuntimeException failure) {
            media.journal().close();
            throw failure;
        }
    }

    /// An eighth of the memory that the machine lets us have, as contents on their way through.
    private static long freshLimit() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    private JournalQueueStore(Media media, List<Long> present, Settings settings, Surroundings around)
            throws IOException {
        Consumer<String> warn = around.log()::warning;
        segments = new Segments();
        var rebuild = new Rebuild(segments);
        var found = new Recovery(media.journal(), segments, warn).run(present, rebuild);
        var numbers = new Numbers(found.ids());
        var reclaimer = new Reclaimer[1];
        var setup = new Journal.Setup(media.sizes(), found.marker(), found.sequence(), numbers::reserved,
            () -> reclaimer[0].synced(), warn);
        journal = new Journal(media.journal(), segments, setup);
        index = new Index(segments, journal, rebuild.complete(), warn);
        reclaimer[0] = new Reclaimer(media.journal(), segments, journal, setup, index);
        parts = new Parts(journal, index, media.blobs(), reclaimer[0], numbers, around);
        room = new Room(media.journal(), settings.get(QUEUE_MINFREE), around.time());
        tidyBlobs();
        journal.start();
        for (var end : found.unended().entrySet()) seal(end.getKey(), end.getValue());
        copies = rebuild.copies();
        for (var again : rebuild.revenants().entrySet()) remove(again.getKey(), again.getValue());
        reclaimer[0].start();
        reclaimer[0].wake();
    }

    private void seal(long segment, long length) throws IOException {
        journal.append(Frame.SEAL, 0, ByteBuffer.allocate(16).putLong(length).putLong(segment).flip());
    }

    /// Deletes blobs that no message refers to: their messages were never acknowledged, or are gone.
    private void tidyBlobs() throws IOException {
        var there = new HashSet<>(parts.blobs().list());
        for (var entry : index.all())
            if (entry.blob && !there.remove(entry.number)) {
                parts.around().log().warning(entry.id() + ": its content is missing from the blob folder");
                entry.queue = entry.kept = QueueName.CORRUPT;
            }
        for (long orphan : there) parts.blobs().delete(orphan);
    }

    @Override public Incoming begin() throws IOException {
        room.check();
        return new JournalIncoming(parts, new Entry(parts.numbers().next(journal)));
    }

    @Override public void forEach(Consumer<QueueEntry> each) {
        for (var entry : index.all()) view(entry).ifPresent(each);
    }

    @Override public Optional<QueueEntry> entry(QueueId id) {
        return index.find(id).flatMap(JournalQueueStore::view);
    }

    private static Optional<QueueEntry> view(Entry entry) {
        synchronized (entry) {
            return entry.gone ? Optional.empty() : Optional.of(entry.view());
        }
    }

    @Override public Optional<QueuedMessage> read(QueueId id) throws IOException {
        var found = index.find(id);
        if (found.isEmpty()) return Optional.empty();
        var entry = found.get();
        synchronized (entry) {
            if (entry.gone) return Optional.empty();
            try {
                return Optional.of(load(entry));
            } catch (DamagedException damage) {
                StoredContent.damaged(parts, entry);
                throw damage;
            }
        }
    }

    private QueuedMessage load(Entry entry) throws IOException {
        return Loading.message(entry, journal,
            entry.fresh == FreshContent.NONE ? new StoredContent(parts, entry) : entry.fresh);
    }

    /// What is done to a message while its monitor is held.
    private interface Change {
        void on(Entry entry) throws IOException;
    }

    private boolean change(QueueId id, Change change) throws IOException {
        var found = index.find(id);
        if (found.isEmpty()) return false;
        var entry = found.get();
        synchronized (entry) {
            if (entry.gone) return false;
            change.on(entry);
            return true;
        }
    }

    @Override public void record(QueueId id, List<Attempt> attempts) throws IOException {
        if (attempts.isEmpty()) return;
        change(id, entry -> {
            write(entry, attempts);
            dropSuperseded(entry);
        });
    }

    private void write(Entry entry, List<Attempt> attempts) throws IOException {
        for (int from = 0; from < attempts.size(); from += ATTEMPTS_TOGETHER) {
            var some = attempts.subList(from, Math.min(attempts.size(), from + ATTEMPTS_TOGETHER));
            entry.addAttempts(journal.append(Frame.UPDATE, 0, UpdateFormat.attempts(entry, some)));
        }
    }

    private void dropSuperseded(Entry entry) throws IOException {
        long[] old = entry.attempts();
        long size = bytes(old);
        if (old.length < MANY_RECORDS || size <= 2L * entry.historyFloor + SMALL_HISTORY) return;
        var last = List.copyOf(Loading.history(entry, journal).values());
        entry.setAttempts(new long[0]);
        try {
            write(entry, last);
        } catch (IOException full) {
            // Both old and new hold then: what is said twice does no harm.
            for (long location : old) entry.addAttempts(location);
            throw full;
        }
        for (long location : old) journal.release(location);
        entry.historyFloor = (int) bytes(entry.attempts());
    }

    private static long bytes(long[] locations) {
        long sum = 0;
        for (long location : locations) sum += Location.length(location);
        return sum;
    }

    @Override public void defer(QueueId id, Instant nextTry) throws IOException {
        change(id, entry -> {
            if (isAside(entry.queue)) return;
            entry.nextTry = Entry.micros(nextTry);
            put(entry, QueueName.DEFERRED);
        });
    }

    /// Nobody's deliveries may bring it back from there.
    private static boolean isAside(QueueName queue) {
        return switch (queue) {
            case CORRUPT, HOLD, MAILDROP -> true;
            case INCOMING, ACTIVE, DEFERRED -> false;
        };
    }

    @Override public boolean move(QueueId id, QueueName to) throws IOException {
        return change(id, entry -> {
            // What a crash would bring back anyway needs no record: most of all a fresh message becoming active.
            if (StoredContent.kept(to) == entry.kept) entry.queue = to;
            else put(entry, to);
        });
    }

    @Override public boolean expire(QueueId id) throws IOException {
        return change(id, entry -> {
            if (entry.expired) return;
            entry.expired = true;
            put(entry, entry.queue);
        });
    }

    private void put(Entry entry, QueueName to) throws IOException {
        StoredContent.keepState(journal, entry, to);
        if (to != QueueName.ACTIVE && to != QueueName.INCOMING) entry.fresh.letGo();
    }

    @Override public void amend(QueueId id, Envelope envelope) throws IOException {
        change(id, entry -> {
            long location = journal.commit(Frame.UPDATE, 0, UpdateFormat.envelope(entry, envelope));
            journal.release(entry.amended);
            entry.amended = location;
            entry.arrival = Entry.micros(envelope.arrival());
        });
    }

    @Override public boolean remove(QueueId id) throws IOException {
        return change(id, entry -> {
            var held = new TreeSet<>(copies.getOrDefault(entry.number, Set.of()));
            for (long segment : segments.holding(entry.message)) held.add(segment);
            remove(entry.number, held);
            if (entry.blob) parts.reclaimer().afterSync(() -> parts.blobs().delete(entry.number));
            if (index.remove(entry)) parts.reclaimer().wake();
        });
    }

    /// @param held segments where the message's record may be found
    private void remove(long number, Collection<Long> held) throws IOException {
        var payload = ByteBuffer.allocate(8 + 8 * held.size()).putLong(number);
        for (long segment : held) payload.putLong(segment);
        journal.append(Frame.REMOVE, 0, payload.flip());
    }

    @Override public long free() throws IOException {
        return room.free();
    }

    @Override public void close() throws IOException {
        parts.reclaimer().close();
        journal.close();
        try (var _ = room.medium()) {
            parts.blobs().close();
        }
    }
}
