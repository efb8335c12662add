package org.postrider.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;

/// The append side of the journal: group commit.
///
/// Any number of (virtual) threads encode their records into one buffer under a short lock. One platform thread, the
/// committer, takes what has gathered, writes it with one call and syncs it with one call, while the next round
/// gathers in the other buffer. A thread that is alone waits for its own sync only, never for a timer.
///
/// When a write or a sync fails, the segment is given up at its last durable byte: everyone who waits gets the error,
/// what was appended without waiting is appended again to a new segment, and the journal goes on there, or tries
/// again with the next commit if that fails too.
final class Journal implements Frames, AutoCloseable {
    /// How long an append that nobody waits for may sit in memory. It is what a crash of this process can lose.
    private static final long LAZY = MILLISECONDS.toNanos(5);
    /// Lazy writes without a sync in between: together about a second, which is what a power failure can lose.
    private static final int LAZY_ROUNDS = 200;
    /// How long written records wait for somebody else's sync before they get their own.
    private static final long UNSYNCED = MILLISECONDS.toNanos(1000);
    /// How long to leave a failing medium alone when nobody waits for it.
    private static final long RETRY = MILLISECONDS.toNanos(1000);

    /// @param segment bytes after which a new segment is begun
    /// @param batch   bytes that may wait for the committer, and again as many that it is writing
    record Sizes(long segment, int batch) {
        static final Sizes DEFAULT = new Sizes(32 << 20, 4 << 20);

        Sizes {
            if (segment + batch + Frame.HEADER > Location.MAX_SEGMENT)
                throw new IllegalArgumentException("segment too large");
        }
    }

    /// @param marker   the four bytes that begin every frame
    /// @param sequence the last record sequence number used
    /// @param ids      what message sequence numbers are reserved below, for segment headers
    /// @param synced   called after each sync, on the committer
    /// @param warn     told about failures
    record Setup(Sizes sizes, int marker, long sequence, LongSupplier ids, Runnable synced, Consumer<String> warn) {}

    private final JournalMedium medium;
    private final Segments segments;
    private final Setup setup;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Doubt doubt = new Doubt();
    private final Thread committer = Thread.ofPlatform().name("queue-commit").daemon().unstarted(this::run);
    private Batch filling;
    private Batch writing;
    private long sequence;
    private volatile long syncedSequence;
    private boolean idle;
    private boolean urgent;
    private boolean dirty;
    private boolean failing;
    private boolean closing;
    private int lazyRounds;

    // the committer's own
    private final Output output;
    private boolean ends;
    private boolean durable;

    Journal(JournalMedium medium, Segments segments, Setup setup) {
        this.medium = medium;
        this.segments = segments;
        this.setup = setup;
        sequence = syncedSequence = setup.sequence();
        output = new Output(medium, setup);
        filling = new Batch(setup.sizes().batch());
        writing = new Batch(setup.sizes().batch());
        filling.begin(segments.create(), Frame.SEGMENT_HEADER);
    }

    void start() {
        committer.start();
    }

    /// Appends a record that rides along with the next commit, or is written within some milliseconds and synced
    /// within about a second.
    ///
    /// @return where it is. That stays true for as long as the record is not released, whatever fails
    /// @throws IOException when the medium has been failing for so long that no more can be remembered
    long append(byte type, int flags, ByteBuffer... parts) throws IOException {
        var checksum = new CRC32C();
        int length = sum(checksum, parts);
        int framed = Frame.framed(length);
        lock.lock();
        try {
            makeRoom(framed, framed + 8);
            int at = put(type, (byte) flags, length, checksum, parts);
            long location = book(at, framed);
            doubt.add(location, filling.bytes.slice(at, framed));
            if (idle) work.signal();
            return location;
        } finally {
            lock.unlock();
        }
    }

    /// Appends a record and returns once it is durable.
    ///
    /// @return where it is
    /// @throws IOException when it is not durable; it will not turn up later either
    long commit(byte type, int flags, ByteBuffer... parts) throws IOException {
        var checksum = new CRC32C();
        int length = sum(checksum, parts);
        int framed = Frame.framed(length);
        Batch.Round round;
        long location;
        lock.lock();
        try {
            makeRoom(framed, 0);
            location = book(put(type, (byte) flags, length, checksum, parts), framed);
            round = filling.round;
            if (!round.isAwaited()) work.signal();
            round.join(Thread.currentThread(), Frame.binds(type) ? 0 : framed);
        } finally {
            lock.unlock();
        }
        round.await();
        return location;
    }

    private static int sum(CRC32C checksum, ByteBuffer[] parts) throws IOException {
        int length = 0;
        for (var part : parts) {
            length += part.remaining();
            checksum.update(part.duplicate());
        }
        if (length > Frame.LIMIT - Frame.HEADER) throw new IOException("journal record too long: " + length);
        return length;
    }

    /// Waits until there is room for a record in the buffer and, when it must be remembered until it is durable, also
    /// for that. Half a buffer may be remembered: after a failure all of it goes into one buffer again.
    private void makeRoom(int framed, int remembered) throws IOException {
        int capacity = setup.sizes().batch();
        if (framed > capacity || remembered > capacity / 2) throw new IOException("journal record too long: " + framed);
        while (!closing) {
            boolean forgets = remembered == 0 || doubt.size() + remembered <= capacity / 2;
            if (forgets && filling.room() >= framed) return;
            if (failing && !forgets) throw new IOException("the queue journal cannot be written");
            urgent = true;
            work.signal();
            room.awaitUninterruptibly();
        }
        throw new IOException("the queue is closed");
    }

    /// Writes a frame and returns its index in the buffer.
    private int put(byte type, byte flags, int length, CRC32C checksum, ByteBuffer[] parts) {
        var into = filling.bytes;
        int at = into.position();
        Frame.header(into, setup.marker(), length, type, flags, ++sequence, checksum);
        for (var part : parts) into.put(part.duplicate());
        Frame.pad(into);
        filling.lastSequence = sequence;
        return at;
    }

    /// Enters the record at index `at` of the buffer into its segment's books.
    private long book(int at, int framed) {
        var frame = filling.bytes.slice(at, framed);
        if (Frame.binds(Frame.type(frame, 0))) bind(frame);
        else filling.segment.live.addAndGet(framed);
        return Location.of(filling.segment.slot, filling.start + at - Frame.SEGMENT_HEADER, framed);
    }

    private void bind(ByteBuffer frame) {
        var payload = Frame.payload(frame, 0).position(8);
        while (payload.hasRemaining()) filling.segment.needs(payload.getLong());
    }

    /// The record at `location` is worthless now.
    ///
    /// @return whether its segment may have become worthless with it
    boolean release(long location) {
        lock.lock();
        try {
            doubt.forget(segments.resolve(location));
            return segments.release(location);
        } finally {
            lock.unlock();
        }
    }

    /// The last record appended so far.
    long sequence() {
        lock.lock();
        try {
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    /// The last record that is durable, and all before it.
    long syncedSequence() {
        return syncedSequence;
    }

    /// The number of the segment that is being filled.
    long currentSegment() {
        lock.lock();
        try {
            return filling.segment.number;
        } finally {
            lock.unlock();
        }
    }

    /// Makes everything appended so far durable, soon.
    void hurry() {
        lock.lock();
        try {
            if (filling.isEmpty() && !dirty) return;
            urgent = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override public ByteBuffer read(long location) throws IOException {
        int length = Location.length(location);
        var frame = readStart(location, length);
        if (Frame.whole(frame, 0, length, setup.marker(), new CRC32C()) != length)
            throw new DamagedException("journal record is damaged");
        return frame;
    }

    @Override public ByteBuffer readStart(long location, int length) throws IOException {
        while (true) {
            long at = segments.resolve(location);
            try {
                return load(at, length);
            } catch (IOException why) {
                if (segments.resolve(location) == at) throw why; // else its segment failed, and it is elsewhere now
            }
        }
    }

    private ByteBuffer load(long at, int length) throws IOException {
        var frame = ByteBuffer.allocate(length);
        if (pending(at, frame)) return frame;
        var segment = segments.at(at).orElseThrow(() -> new IOException("journal segment is gone"));
        if (medium.read(segment.number, Location.offset(at), frame) < length)
            throw new IOException("journal segment " + segment.number + " ends too early");
        return frame;
    }

    private boolean pending(long location, ByteBuffer frame) {
        lock.lock();
        try {
            return copy(filling, location, frame) || copy(writing, location, frame);
        } finally {
            lock.unlock();
        }
    }

    private static boolean copy(Batch batch, long location, ByteBuffer frame) {
        int index = batch.indexOf(Location.slot(location), Location.offset(location));
        if (index < 0) return false;
        batch.bytes.duplicate().get(index, frame.array(), 0, frame.capacity());
        return true;
    }

    /// Writes and syncs what is there and ends the segment in good order.
    @Override public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (committer.isAlive()) {
            try {
                committer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void run() {
        try {
            while (swap()) writeOut();
            filling.round.fail(new IOException("the queue is closed"));
        } catch (RuntimeException | Error bug) {
            breakDown(bug);
            throw bug;
        }
    }

    private void writeOut() {
        try {
            output.write(writing, durable, ends);
        } catch (IOException why) {
            giveUp(why);
            return;
        }
        settle();
    }

    /// Our own mistake: nobody must wait for a committer that is no more.
    private void breakDown(Throwable bug) {
        setup.warn().accept("queue journal: panic: " + bug + "; no more mail is taken until the next start");
        lock.lock();
        try {
            closing = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        var why = new IOException("the queue journal broke: " + bug);
        writing.round.fail(why);
        filling.round.fail(why);
    }

    /// Waits until there is something to write and exchanges the buffers.
    ///
    /// @return false when the journal is closed and all is written
    private boolean swap() {
        lock.lock();
        try {
            if (!awaitWork()) return false;
            var full = filling;
            filling = writing;
            writing = full;
            durable = full.round.isAwaited() || urgent || closing || full.isEmpty() || ++lazyRounds >= LAZY_ROUNDS;
            if (full.isEmpty()) full.lastSequence = sequence;
            ends = closing || full.end() >= setup.sizes().segment();
            if (ends) end(full);
            durable |= ends;
            filling.begin(ends ? segments.create() : full.segment, ends ? Frame.SEGMENT_HEADER : full.end());
            urgent = false;
            doubt.mark();
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitWork() {
        long patience = failing ? RETRY : LAZY;
        if (closing && failing) return false;
        while (!filling.round.isAwaited() && (failing || !urgent) && !closing) {
            if (filling.isEmpty() && !dirty) {
                await(Long.MAX_VALUE);
            } else if (filling.isEmpty()) {
                if (await(UNSYNCED) <= 0) return true;
            } else {
                if (patience <= 0) return true;
                patience = await(patience);
            }
        }
        return !closing || !filling.isEmpty() || dirty || !output.isEnded();
    }

    private long await(long nanos) {
        idle = filling.isEmpty();
        try {
            return work.awaitNanos(nanos);
        } catch (InterruptedException _) {
            return nanos;
        } finally {
            idle = false;
        }
    }

    private void end(Batch batch) {
        Frame.header(batch.bytes, setup.marker(), 0, Frame.END, (byte) 0, ++sequence, new CRC32C());
        batch.lastSequence = sequence;
    }

    private void settle() {
        var round = writing.round;
        lock.lock();
        try {
            failing = false;
            dirty = !durable;
            if (durable) {
                doubt.settle();
                lazyRounds = 0;
                syncedSequence = Math.max(syncedSequence, writing.lastSequence);
            }
            if (ends) writing.segment.seal(writing.end());
            writing.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        round.succeed();
        if (durable) setup.synced().run();
    }

    /// The segment failed: nobody's commit is done, what nobody waits for goes to a new segment.
    private void giveUp(IOException why) {
        var failed = writing.segment;
        long good = output.abandon();
        boolean gone = good == 0 && drop(failed);
        setup.warn().accept("queue journal: " + why.getMessage() + "; giving up segment " + failed.number);
        var rounds = List.of(writing.round, filling.round);
        lock.lock();
        try {
            failing = true;
            dirty = false;
            failed.live.addAndGet(-writing.round.bytes());
            filling.segment.live.addAndGet(-filling.round.bytes());
            failed.seal(good);
            writing.clear();
            var unopened = filling.segment;
            filling.begin(segments.create(), Frame.SEGMENT_HEADER);
            doubt.drain(this::again);
            if (!gone) seal(failed.number, good);
            if (gone) segments.forget(failed);
            if (unopened != failed) segments.forget(unopened);
            room.signalAll();
        } finally {
            lock.unlock();
        }
        rounds.forEach(round -> round.fail(why));
    }

    /// Nothing in the segment ever counted.
    private boolean drop(Segment segment) {
        try {
            medium.delete(segment.number);
            return true;
        } catch (IOException why) {
            setup.warn().accept("queue journal: cannot remove segment " + segment.number + ": " + why.getMessage());
            return false;
        }
    }

    /// Notes that segment `number` counts up to `good` only.
    private void seal(long number, long good) {
        if (doubt.size() > setup.sizes().batch() / 2) return;
        var payload = ByteBuffer.allocate(16).putLong(good).putLong(number).flip();
        var checksum = new CRC32C();
        checksum.update(payload.duplicate());
        int at = put(Frame.SEAL, (byte) 0, 16, checksum, new ByteBuffer[] {payload});
        int framed = Frame.framed(16);
        doubt.add(book(at, framed), filling.bytes.slice(at, framed));
    }

    private void again(long location, ByteBuffer frame) {
        int at = filling.bytes.position();
        filling.bytes.put(frame.duplicate());
        long now = book(at, frame.remaining());
        doubt.add(now, frame.duplicate());
        filling.lastSequence = sequence;
        if (!Frame.binds(Frame.type(frame, 0))) segments.move(location, now);
    }
}
