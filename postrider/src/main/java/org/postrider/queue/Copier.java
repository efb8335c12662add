package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Writes surviving records, as they are, into segments of their own, so that what lives long lies together. Only
/// the [Reclaimer]'s thread comes here.
final class Copier {
    private static final int BUFFER = 1 << 20;

    private record Copy(ByteBuffer frame, long from, long to) {}

    private final JournalMedium medium;
    private final Segments segments;
    private final Journal.Setup setup;
    private final Survivors survivors;
    private final List<Copy> copies = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private Segment target;
    private JournalMedium.Appender appender;
    private long good;

    Copier(JournalMedium medium, Segments segments, Journal.Setup setup, Survivors survivors) {
        this.medium = medium;
        this.segments = segments;
        this.setup = setup;
        this.survivors = survivors;
    }

    /// The segment that copies go to next. It need not exist yet.
    Segment target() {
        if (target == null) target = segments.create();
        return target;
    }

    void copy(ByteBuffer frame, long from) throws IOException {
        if (buffer.capacity() == 0) buffer = ByteBuffer.allocate(BUFFER + Frame.LIMIT);
        if (buffer.position() + frame.remaining() > BUFFER) flush();
        if (appender == null) begin();
        long to = Location.of(target.slot, good + buffer.position(), frame.remaining());
        if (Frame.binds(Frame.type(frame, 0))) bind(frame);
        else target.live.addAndGet(frame.remaining());
        copies.add(new Copy(frame, from, to));
        buffer.put(frame.duplicate());
    }

    private void begin() throws IOException {
        appender = medium.open(target().number);
        buffer.clear();
        new Frame.Head(target.number, setup.marker(), setup.ids().getAsLong(), 0).put(buffer, 0);
        buffer.position(Frame.SEGMENT_HEADER);
    }

    private void bind(ByteBuffer frame) {
        var payload = Frame.payload(frame, 0).position(8);
        while (payload.hasRemaining()) target.needs(payload.getLong());
    }

    /// Makes the copies durable and the index refer to them.
    void flush() throws IOException {
        if (appender == null) return;
        int length = buffer.position();
        appender.append(buffer.flip(), true);
        good += length;
        buffer.clear();
        for (var copy : copies) enter(copy);
        copies.clear();
    }

    /// A victim is done with. The next one goes to the same segment unless that is full.
    void finish() throws IOException {
        flush();
        if (appender == null && target != null) {
            segments.forget(target);
            target = null;
        }
        if (good >= setup.sizes().segment()) end();
    }

    private void enter(Copy copy) {
        if (Frame.binds(Frame.type(copy.frame(), 0))) return;
        if (!survivors.moved(copy.frame(), copy.from(), copy.to())) target.live.addAndGet(-copy.frame().remaining());
    }

    private void end() throws IOException {
        Frame.header(buffer, setup.marker(), 0, Frame.END, (byte) 0, 0, new CRC32C());
        appender.append(buffer.flip(), true);
        good += Frame.HEADER;
        buffer.clear();
        appender.seal(good);
        leave();
    }

    private void leave() {
        target.seal(good);
        target = null;
        appender = null;
        good = 0;
        buffer = ByteBuffer.allocate(0);
    }

    /// Gives up the segment after a failure. What was copied durably stays, the rest is still where it was.
    void abandon(Journal journal) throws IOException {
        for (var copy : copies)
            if (!Frame.binds(Frame.type(copy.frame(), 0))) target.live.addAndGet(-copy.frame().remaining());
        copies.clear();
        if (appender == null) return;
        long number = target.number, counts = good;
        try {
            appender.seal(good);
        } finally {
            leave();
            journal.append(Frame.SEAL, 0, ByteBuffer.allocate(16).putLong(counts).putLong(number).flip());
        }
    }

    /// Ends the segment in good order if one is open.
    void close() {
        if (appender == null) return;
        try {
            buffer.clear();
            end();
        } catch (IOException why) {
            setup.warn().accept("queue journal: cannot end a segment: " + why.getMessage());
        }
    }
}
