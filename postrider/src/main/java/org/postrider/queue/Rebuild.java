package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/// Makes the index out of what recovery finds.
final class Rebuild implements Recovery.Sink {
    private final Segments segments;
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    /// Removed messages, with the segments that their removals speak about.
    private final Map<Long, long[]> gone = new HashMap<>();
    /// Segments that hold copies of a message's record beside the one that the index refers to or the removals speak
    /// about. A crash while survivors are copied leaves them.
    private final Map<Long, Set<Long>> copies = new HashMap<>();

    Rebuild(Segments segments) {
        this.segments = segments;
    }

    @Override public void reset() {
        entries.clear();
        gone.clear();
        copies.clear();
    }

    @Override public void found(Segment segment, ByteBuffer frame, long location) {
        var payload = Frame.payload(frame, 0);
        long number = payload.getLong(0);
        byte type = Frame.type(frame, 0);
        if (type == Frame.REMOVE) {
            removed(number, payload);
        } else if (!gone.containsKey(number)) {
            var entry = entries.computeIfAbsent(number, Entry::new);
            boolean news = type == Frame.MESSAGE ? message(entry, frame, location) : update(entry, frame, location);
            if (news) segment.live.addAndGet(Location.length(location));
        } else if (type == Frame.MESSAGE && Arrays.binarySearch(gone.get(number), segment.number) < 0) {
            copy(number, segment.number);
        }
    }

    private void removed(long number, ByteBuffer payload) {
        long[] told = new long[payload.limit() / 8 - 1];
        for (int i = 0; i < told.length; i++) told[i] = payload.getLong(8 + 8 * i);
        gone.merge(number, told, (a, b) -> LongStream.concat(LongStream.of(a), LongStream.of(b)).sorted().toArray());
        var late = entries.remove(number);
        if (late == null) return;
        if (late.message != Location.NONE)
            segments.at(late.message).ifPresent(segment -> copy(number, segment.number));
        release(late);
    }

    private void copy(long number, long segment) {
        copies.computeIfAbsent(number, _ -> new HashSet<>()).add(segment);
    }

    /// @return whether it counts; a crash may leave two copies
    private boolean message(Entry entry, ByteBuffer frame, long location) {
        if (entry.message != Location.NONE) {
            segments.at(location).ifPresent(segment -> copy(entry.number, segment.number));
            return false;
        }
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
        entries.values().removeIf(entry -> {
            if (entry.message == Location.NONE) release(entry);
            return entry.message == Location.NONE;
        });
        entries.values().forEach(entry -> entry.queue = entry.kept);
        return entries;
    }

    /// Copies of removed messages' records that no removal speaks about: message, then segments. They must be removed
    /// once more, else they would come back to life when the removals that are there go.
    Map<Long, Set<Long>> revenants() {
        var found = new HashMap<Long, Set<Long>>();
        copies.forEach((number, segments) -> {
            if (!gone.containsKey(number)) return;
            var untold = new HashSet<>(segments);
            for (long told : gone.get(number)) untold.remove(told);
            if (!untold.isEmpty()) found.put(number, untold);
        });
        return found;
    }

    /// Further copies of live messages' records: message, then segments.
    Map<Long, Set<Long>> copies() {
        var found = new HashMap<>(copies);
        found.keySet().retainAll(entries.keySet());
        return Map.copyOf(found);
    }
}
