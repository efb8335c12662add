package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// All live messages, by number: kept true by the store, asked and told by the reclaimer.
final class Index implements Survivors {
    private final Segments segments;
    private final Journal journal;
    private final Consumer<String> warn;
    private final Map<Long, Entry> entries;

    /// @param entries what recovery found; safe for threads
    Index(Segments segments, Journal journal, Map<Long, Entry> entries, Consumer<String> warn) {
        this.segments = segments;
        this.journal = journal;
        this.entries = entries;
        this.warn = warn;
    }

    Optional<Entry> find(QueueId id) {
        long number = QueueIdForm.number(id);
        if (number == QueueIdForm.NO_NUMBER) return Optional.empty();
        return Optional.ofNullable(entries.get(number)).filter(entry -> entry.id().equals(id));
    }

    Collection<Entry> all() {
        return entries.values();
    }

    void add(Entry entry) {
        entries.put(entry.number, entry);
    }

    /// Forgets the message and that its records are needed. The caller holds the entry's monitor.
    ///
    /// @return whether a segment may have become worthless with it
    boolean remove(Entry entry) {
        entry.gone = true;
        entry.fresh.letGo();
        entries.remove(entry.number);
        boolean worthless = false;
        for (long location : entry.locations()) worthless |= journal.release(location);
        return worthless;
    }

    @Override public boolean isNeeded(ByteBuffer frame, long location) {
        if (Frame.type(frame, 0) != Frame.MESSAGE && Frame.type(frame, 0) != Frame.UPDATE) return false;
        var entry = entries.get(Frame.payload(frame, 0).getLong(0));
        if (entry == null) return false;
        synchronized (entry) {
            return !entry.gone && entry.refersTo(location, segments);
        }
    }

    @Override public boolean moved(ByteBuffer frame, long from, long to) {
        var entry = entries.get(Frame.payload(frame, 0).getLong(0));
        if (entry == null) return false;
        synchronized (entry) {
            if (entry.gone) return false;
            long old = entry.replace(from, to, segments);
            journal.release(old);
            return old != Location.NONE;
        }
    }

    @Override public void lost(int slot) {
        for (var entry : entries.values())
            synchronized (entry) {
                if (!entry.gone) lost(entry, slot);
            }
    }

    private void lost(Entry entry, int slot) {
        if (in(slot, entry.message)) {
            warn.accept(entry.id() + ": damaged beyond reading, message dropped");
            remove(entry);
            return;
        }
        boolean any = false;
        for (long location : entry.locations())
            if (in(slot, location)) {
                entry.replace(segments.resolve(location), Location.NONE, segments);
                journal.release(location);
                any = true;
            }
        if (any) warn.accept(entry.id() + ": some of what happened to it is damaged beyond reading and forgotten");
    }

    private boolean in(int slot, long location) {
        return Location.slot(segments.resolve(location)) == slot;
    }
}
