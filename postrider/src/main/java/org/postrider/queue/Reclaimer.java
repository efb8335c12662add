package org.postrider.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// The one owner of segments that are no longer appended to. Deletes those that nothing refers to and that say
/// nothing about others, and copies survivors together when the dead take too much room. One platform thread.
///
/// A segment is deleted only after a sync that came after its last record became worthless: what made it worthless
/// must not be forgotten in a crash.
final class Reclaimer implements AutoCloseable {
    /// A segment that is fuller than this with live records is not worth copying.
    private static final double WORTH_COPYING = 0.8;
    private static final int SPARE_SEGMENTS = 4;

    private final JournalMedium medium;
    private final Segments segments;
    private final Journal journal;
    private final Journal.Setup setup;
    private final Survivors survivors;
    private final SegmentScan scan;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("queue-reclaim").daemon().unstarted(this::run);
    private final Queue<Doomed> doomed = new ConcurrentLinkedQueue<>();
    private final Copier copier;
    private volatile boolean waitsForSync;
    private volatile boolean closing;

    /// Something outside of the segments that must go once the record that made it worthless is durable.
    private record Doomed(long sequence, Deed deed) {}

    interface Deed {
        void run() throws IOException;
    }

    Reclaimer(JournalMedium medium, Segments segments, Journal journal, Journal.Setup setup, Survivors survivors) {
        this.medium = medium;
        this.segments = segments;
        this.journal = journal;
        this.setup = setup;
        this.survivors = survivors;
        scan = new SegmentScan(medium);
        copier = new Copier(medium, segments, setup, survivors);
    }

    void start() {
        thread.start();
    }

    /// There may be something to do.
    void wake() {
        bell.release();
    }

    /// The journal was synced.
    void synced() {
        if (waitsForSync) wake();
    }

    /// Does it once everything appended until now is durable.
    void afterSync(Deed deed) {
        doomed.add(new Doomed(journal.sequence(), deed));
        waitsForSync = true;
    }

    private void run() {
        while (!closing) {
            bell.acquireUninterruptibly();
            bell.drainPermits();
            try {
                work();
            } catch (IOException | UncheckedIOException why) {
                setup.warn().accept("queue journal: clean-up: " + why.getMessage());
            }
        }
    }

    /// Deletes what can go, and makes room while too much of what is left is dead.
    void work() throws IOException {
        waitsForSync = false;
        for (var next = doomed.peek(); next != null && isDurable(next.sequence()); next = doomed.peek()) {
            doomed.remove();
            next.deed().run();
        }
        var tried = new HashSet<Segment>();
        deleteDead();
        for (var victim = victim(tried); victim.isPresent() && !closing; victim = victim(tried)) {
            tried.add(victim.get());
            drain(victim.get());
            deleteDead();
        }
    }

    private boolean isDurable(long sequence) {
        if (journal.syncedSequence() >= sequence) return true;
        waitsForSync = true;
        return journal.syncedSequence() >= sequence;
    }

    private void deleteDead() throws IOException {
        boolean again = true;
        while (again) {
            again = false;
            for (var segment : segments.ascending())
                if (isDead(segment)) {
                    medium.delete(segment.number);
                    segments.forget(segment);
                    again = true;
                }
        }
    }

    private boolean isDead(Segment segment) {
        if (!segment.sealed() || segment.live.get() != 0 || segment.isBound(segments)) return false;
        if (segment.deadSince == 0) segment.deadSince = Math.max(1, journal.sequence());
        return isDurable(segment.deadSince);
    }

    private Optional<Segment> victim(Set<Segment> tried) {
        var sealed = segments.ascending().stream().filter(Segment::sealed).toList();
        long size = sealed.stream().mapToLong(Segment::size).sum();
        long live = sealed.stream().mapToLong(segment -> segment.live.get()).sum();
        long unit = setup.sizes().segment();
        var left = sealed.stream().filter(segment -> !tried.contains(segment) && segment.deadSince == 0);
        if (sealed.size() > 4 * SPARE_SEGMENTS + 2 * size / unit)
            return left.min(Comparator.comparingLong(Segment::size));
        if (size <= live + live / 2 + SPARE_SEGMENTS * unit) return Optional.empty();
        return left.filter(segment -> fullness(segment) < WORTH_COPYING)
            .min(Comparator.comparingDouble(Reclaimer::fullness));
    }

    private static double fullness(Segment segment) {
        return (double) segment.live.get() / segment.size();
    }

    /// Copies what is needed of a segment elsewhere, so that it can be deleted.
    private void drain(Segment victim) throws IOException {
        var visitor = new Drain(victim);
        segments.draining(List.of(victim, copier.target()));
        try {
            scan.load(victim.number, victim.size());
            scan.scan(setup.marker(), true, visitor);
            copier.finish();
            victim.unbind();
            if (visitor.damage) survivors.lost(victim.slot);
        } catch (IOException why) {
            copier.abandon(journal);
            throw why;
        } finally {
            segments.draining(List.of());
        }
    }

    private final class Drain implements SegmentScan.Visitor {
        private final Segment victim;
        private boolean damage;

        Drain(Segment victim) {
            this.victim = victim;
        }

        @Override public void record(ByteBuffer bytes, int at, int framed) throws IOException {
            var frame = bytes.slice(at, framed);
            long location = Location.of(victim.slot, at, framed);
            boolean binds = Frame.binds(Frame.type(frame, 0));
            if (binds ? stillBinds(frame) : survivors.isNeeded(frame, location)) copier.copy(frame, location);
        }

        private boolean stillBinds(ByteBuffer frame) {
            var payload = Frame.payload(frame, 0).position(8);
            while (payload.hasRemaining()) {
                long other = payload.getLong();
                if (other != victim.number && segments.numbered(other).isPresent()) return true;
            }
            return false;
        }

        @Override public void damaged(ByteBuffer bytes, int from, int to) throws IOException {
            damage = true;
            setup.warn().accept(Recovery.keepAside(medium, victim.number, bytes, from, to));
        }
    }

    /// Stops after what is being done.
    @Override public void close() {
        closing = true;
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        copier.close();
        if (interrupted) Thread.currentThread().interrupt();
    }
}
