package org.postrider.queue;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The journal's books about one segment. Whoever appends adds to [#live] before anyone can see the record; whoever
/// makes a record worthless takes off again. Only the [Reclaimer] deletes.
final class Segment {
    final long number;
    final int slot;
    /// Bytes of records that are still needed, frames included.
    final AtomicLong live = new AtomicLong();
    /// Where records went that were appended here, could not be made durable, and were appended again elsewhere.
    /// Almost always empty.
    final Map<Long, Long> moved = new ConcurrentHashMap<>();
    /// Number of the last record when the [Reclaimer] first found nothing of use in here; its own note.
    long deadSince;
    private final Set<Long> needs = new HashSet<>();
    private volatile long size;
    private volatile boolean sealed;

    Segment(long number, int slot) {
        this.number = number;
        this.slot = slot;
    }

    /// Nothing is appended any more; `size` bytes count.
    void seal(long size) {
        this.size = size;
        sealed = true;
    }

    boolean sealed() {
        return sealed;
    }

    /// Valid bytes, known once sealed.
    long size() {
        return size;
    }

    /// A record in this segment speaks about segment `other`: this one must stay as long as the other exists.
    synchronized void needs(long other) {
        if (other != number) needs.add(other);
    }

    /// All that is said in here about other segments is said elsewhere, too.
    synchronized void unbind() {
        needs.clear();
    }

    /// Whether a segment still exists that a record in here speaks about.
    synchronized boolean isBound(Segments all) {
        needs.removeIf(other -> all.numbered(other).isEmpty());
        return !needs.isEmpty();
    }

    Optional<Long> movedTo(long location) {
        return moved.isEmpty() ? Optional.empty() : Optional.ofNullable(moved.get(location));
    }
}
