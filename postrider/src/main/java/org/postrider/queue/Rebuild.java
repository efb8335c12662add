package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the index out of what recovery finds.
final class Rebuild implements Recovery.Sink {
    private final Segments segments;
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    /// Numbers of removed messages.
    private final Set<Long> gone = new HashSet<>();

    Rebuild(Segments segments) {
        this.segments = segments;
    }

    @Override public void reset() {
        entries.clear();
        gone.clear();
    }

    @Override public void found(Segment segment, ByteBuffer frame, long location) {
        var payload = Frame.payload(frame, 0);
        long number = payload.getLong(0);
        byte type = Frame.type(frame, 0);
        if (type == Frame.REMOVE) {
            gone.add(number);
            var late = entries.remove(number);
            if (late != null) release(late);
        } else if (!gone.contains(number)) {
            var entry = entries.computeIfAbsent(number, Entry::new);
            boolean news = type == Frame.MESSAGE ? message(entry, frame, location) : update(entry, frame, location);
            if (news) segment.live.addAndGet(Location.length(location));
        }
    }

    /// @return whether it counts; a crash may leave two copies
    private static boolean message(Entry entry, ByteBuffer frame, long location) {
        if (entry.message != Location.NONE) return false;
        MessageFormat.index(entry, Frame.payload(frame, 0), Frame.flags(frame, 0));
        entry.message = location;
        return true;
    }

    private boolean update(Entry entry, ByteBuffer frame, long location) {
        var payload = Frame.payload(frame, 0);
        long sequence = Frame.sequence(frame, 0);
        return switch (UpdateFormat.kind(payload)) {
            case UpdateFormat.STATE -> state(entry, payload, sequence, location);
            case UpdateFormat.ENVELOPE -> amended(entry, payload, sequence, location);
            case UpdateFormat.ATTEMPTS -> {
                // A crash may leave two copies, too: to know them twice does no harm.
                entry.addAttempts(location);
                yield true;
            }
            default -> false;
        };
    }

    private boolean state(Entry entry, ByteBuffer payload, long sequence, long location) {
        if (sequence <= entry.stateSequence) return false;
        segments.release(entry.state);
        UpdateFormat.readState(entry, payload);
        entry.state = location;
        entry.stateSequence = sequence;
        return true;
    }

    private boolean amended(Entry entry, ByteBuffer payload, long sequence, long location) {
        if (sequence <= entry.amendedSequence) return false;
        segments.release(entry.amended);
        entry.arrival = UpdateFormat.arrival(payload);
        entry.amended = location;
        entry.amendedSequence = sequence;
        return true;
    }

    private void release(Entry entry) {
        for (long location : entry.locations()) segments.release(location);
    }

    /// Drops what belongs to no message and settles which queue each message is in.
    Map<Long, Entry> complete() {
        gone.clear();
        entries.values().removeIf(entry -> {
            if (entry.message == Location.NONE) release(entry);
            return entry.message == Location.NONE;
        });
        entries.values().forEach(entry -> entry.queue = entry.kept);
        return entries;
    }
}
