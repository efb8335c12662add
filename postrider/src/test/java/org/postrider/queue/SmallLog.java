package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The smallest thing that can stand on a journal: numbered bodies that come and go. Its segments are small.
final class SmallLog implements AutoCloseable, Survivors, Recovery.Sink {
    static final int SEGMENT = 16 * 1024;

    final Journal journal;
    final Reclaimer reclaimer;
    private final Segments segments = new Segments();
    private final Map<Long, Long> index = new ConcurrentHashMap<>();
    private final Set<Long> gone = new HashSet<>();

    SmallLog(JournalMedium medium) throws IOException {
        var recovery = new Recovery(medium, segments, _ -> {});
        var found = recovery.run(medium.takeOver(), this);
        var holder = new Reclaimer[1];
        var setup = new Journal.Setup(new Journal.Sizes(SEGMENT, 64 * 1024), found.marker(), found.sequence(),
            () -> 0L, () -> holder[0].synced(), _ -> {});
        journal = new Journal(medium, segments, setup);
        reclaimer = holder[0] = new Reclaimer(medium, segments, journal, setup, this);
        journal.start();
        for (var seal : found.unended().entrySet())
            journal.append(Frame.SEAL, 0, longs(seal.getValue(), seal.getKey()));
    }

    static byte[] body(long id) {
        var body = new byte[20 + (int) (id % 200)];
        new Random(id).nextBytes(body);
        return body;
    }

    private static ByteBuffer longs(long... values) {
        var buffer = ByteBuffer.allocate(8 * values.length);
        for (long value : values) buffer.putLong(value);
        return buffer.flip();
    }

    void add(long id) throws IOException {
        index.put(id, journal.commit(Frame.MESSAGE, 0, longs(id), ByteBuffer.wrap(body(id))));
    }

    void remove(long id) throws IOException {
        synchronized (index) {
            long location = index.get(id);
            long[] held = segments.holding(location);
            var payload = ByteBuffer.allocate(8 + 8 * held.length).putLong(id);
            for (long number : held) payload.putLong(number);
            journal.append(Frame.REMOVE, 0, payload.flip());
            index.remove(id);
            if (journal.release(location)) reclaimer.wake();
        }
    }

    byte[] load(long id) throws IOException {
        while (true) {
            long location = index.get(id);
            try {
                var payload = Frame.payload(journal.read(location), 0);
                if (payload.getLong() != id) throw new IOException("wrong record");
                var body = new byte[payload.remaining()];
                payload.get(body);
                return body;
            } catch (IOException moved) {
                if (index.get(id) == location) throw moved;
            }
        }
    }

    Set<Long> ids() {
        return Set.copyOf(index.keySet());
    }

    /// Returns once all that was appended is durable.
    void sync() throws IOException {
        journal.release(journal.commit(Frame.UPDATE, 0, longs(0)));
    }

    /// Dies without closing in good order.
    void stop() {
        // the committer idles on; a daemon would not keep a test alive either
    }

    @Override public void close() throws IOException {
        journal.close();
    }

    @Override public boolean isNeeded(ByteBuffer frame, long location) {
        synchronized (index) {
            Long at = index.get(Frame.payload(frame, 0).getLong(0));
            return at != null && segments.resolve(at) == location;
        }
    }

    @Override public boolean moved(ByteBuffer frame, long from, long to) {
        synchronized (index) {
            long id = Frame.payload(frame, 0).getLong(0);
            if (!isNeeded(frame, from)) return false;
            journal.release(index.put(id, to));
            return true;
        }
    }

    @Override public void lost(int slot) {
        throw new IllegalStateException("lost segment in slot " + slot);
    }

    @Override public void reset() {
        index.clear();
        gone.clear();
    }

    @Override public void found(Segment segment, ByteBuffer frame, long location) {
        long id = Frame.payload(frame, 0).getLong(0);
        if (Frame.type(frame, 0) == Frame.UPDATE) return;
        if (Frame.type(frame, 0) == Frame.REMOVE) {
            gone.add(id);
            var late = index.remove(id);
            if (late != null) segments.release(late);
        } else if (!gone.contains(id) && index.putIfAbsent(id, location) == null) {
            segment.live.addAndGet(Location.length(location));
        }
    }
}
