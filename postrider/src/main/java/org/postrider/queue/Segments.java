package org.postrider.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// All segments of a journal, by number and by the slot that a [Location] names. Thread-safe.
final class Segments {
    private final TreeMap<Long, Segment> byNumber = new TreeMap<>();
    private volatile Segment[] slots = new Segment[16];
    private volatile List<Segment> draining = List.of();
    private long next = 1;

    /// Books a segment that recovery found.
    synchronized Segment found(long number) {
        next = Math.max(next, number + 1);
        return enter(number);
    }

    /// Books the next new segment.
    synchronized Segment create() {
        return enter(next++);
    }

    private Segment enter(long number) {
        int slot = freeSlot();
        if (slot == slots.length) {
            if (slot == Location.MAX_SLOTS) throw new IllegalStateException("too many segments");
            slots = Arrays.copyOf(slots, slot * 2);
        }
        var segment = new Segment(number, slot);
        byNumber.put(number, segment);
        set(slot, segment);
        return segment;
    }

    private int freeSlot() {
        int slot = 0;
        while (slot < slots.length && slots[slot] != null) slot++;
        return slot;
    }

    /// Records may exist twice in these: a removal must be remembered as long as one of them exists.
    void draining(List<Segment> now) {
        draining = now;
    }

    /// The numbers of all segments where a record may be found that the index knows at `location`.
    long[] holding(long location) {
        var numbers = new TreeSet<Long>();
        draining.forEach(segment -> numbers.add(segment.number));
        at(resolve(location)).ifPresent(segment -> numbers.add(segment.number));
        return numbers.stream().mapToLong(number -> number).toArray();
    }

    Optional<Segment> at(long location) {
        return Optional.ofNullable(slots[Location.slot(location)]);
    }

    synchronized Optional<Segment> numbered(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    synchronized List<Segment> ascending() {
        return new ArrayList<>(byNumber.values());
    }

    /// The segment's data is gone. Its slot stays taken while moved records are still looked up through it.
    synchronized void forget(Segment segment) {
        byNumber.remove(segment.number);
        if (segment.moved.isEmpty()) set(segment.slot, null);
    }

    /// Follows a record that had to be appended again after a failure.
    long resolve(long location) {
        long at = location;
        for (var to = moved(at); to.isPresent(); to = moved(at)) at = to.get();
        return at;
    }

    private Optional<Long> moved(long location) {
        return at(location).flatMap(segment -> segment.movedTo(location));
    }

    /// A record that was appended at `from` is at `to` now.
    void move(long from, long to) {
        at(from).ifPresent(segment -> {
            segment.moved.put(from, to);
            segment.live.addAndGet(-Location.length(from));
        });
    }

    /// The record at `location` is worthless now.
    ///
    /// @return whether its segment may have become worthless with it
    boolean release(long location) {
        if (location == Location.NONE) return false;
        long at = location;
        for (var to = unmove(at); to.isPresent(); to = unmove(at)) at = to.get();
        Segment segment = slots[Location.slot(at)];
        return segment != null && segment.live.addAndGet(-Location.length(at)) == 0 && segment.sealed();
    }

    private Optional<Long> unmove(long location) {
        Segment segment = slots[Location.slot(location)];
        if (segment == null || segment.moved.isEmpty()) return Optional.empty();
        var to = Optional.ofNullable(segment.moved.remove(location));
        if (segment.moved.isEmpty()) vacate(segment);
        return to;
    }

    private synchronized void vacate(Segment segment) {
        if (!byNumber.containsKey(segment.number) && slots[segment.slot] == segment) set(segment.slot, null);
    }

    /// Writes the field too, so that readers without the lock see the element.
    private void set(int slot, Segment segment) {
        Segment[] all = slots;
        all[slot] = segment;
        slots = all;
    }
}
