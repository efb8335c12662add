package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads a journal back. The order in which records are met means nothing: of what was said about a message the
/// highest record sequence number holds, and a removal holds for good. Newest segments come first, because they tell
/// which messages are gone and how far older segments count.
final class Recovery {
    /// Who builds an index from what is found.
    interface Sink {
        /// Forget everything: recovery starts over.
        void reset();

        /// A record that speaks about a message.
        void found(Segment segment, ByteBuffer frame, long location);
    }

    /// What the journal must know to go on.
    ///
    /// @param marker   begins every frame
    /// @param sequence the highest record sequence number
    /// @param ids      message sequence numbers below this may be in use or have been
    /// @param unended  segments that nothing says the valid length of yet, with that length
    record Found(int marker, long sequence, long ids, Map<Long, Long> unended) {}

    private final JournalMedium medium;
    private final Segments segments;
    private final Consumer<String> warn;
    private final SegmentScan scan;
    private final Map<Long, Long> seals = new HashMap<>();
    private final TreeMap<Long, Long> read = new TreeMap<>();
    private final Map<Long, Long> unended = new TreeMap<>();
    private long sequence;
    private long ids;

    Recovery(JournalMedium medium, Segments segments, Consumer<String> warn) {
        this.medium = medium;
        this.segments = segments;
        this.warn = warn;
        scan = new SegmentScan(medium);
    }

    Found run(List<Long> numbers, Sink sink) throws IOException {
        int marker = marker(numbers);
        var books = new HashMap<Long, Segment>();
        for (long number : numbers) books.put(number, segments.found(number));
        do {
            sink.reset();
            books.values().forEach(segment -> segment.live.set(0));
            read.clear();
            unended.clear();
            for (long number : numbers.reversed()) read(books.get(number), marker, sink);
        } while (seals.entrySet().stream().anyMatch(seal -> read.getOrDefault(seal.getKey(), 0L) > seal.getValue()));
        return new Found(marker, sequence, ids, unended);
    }

    private int marker(List<Long> numbers) throws IOException {
        for (long number : numbers) {
            var head = scan.load(number, Frame.SEGMENT_HEADER);
            if (Frame.Head.whole(head, number)) return Frame.Head.of(head).marker();
        }
        for (long number : numbers) {
            var bytes = scan.load(number, Location.MAX_SEGMENT);
            if (bytes.limit() < Frame.SEGMENT_HEADER + Frame.HEADER) continue;
            int guess = bytes.getInt(Frame.SEGMENT_HEADER);
            if (Frame.whole(bytes, Frame.SEGMENT_HEADER, bytes.limit(), guess, new java.util.zip.CRC32C()) > 0)
                return guess;
        }
        return new SecureRandom().nextInt();
    }

    private void read(Segment segment, int marker, Sink sink) throws IOException {
        boolean sealed = seals.containsKey(segment.number);
        var bytes = scan.load(segment.number, seals.getOrDefault(segment.number, Location.MAX_SEGMENT));
        head(segment, bytes);
        var result = scan.scan(marker, sealed, new SegmentScan.Visitor() {
            @Override public void record(ByteBuffer all, int at, int framed) {
                take(segment, all.slice(at, framed), Location.of(segment.slot, at, framed), sink);
            }

            @Override public void damaged(ByteBuffer all, int from, int to) throws IOException {
                warn.accept(keepAside(medium, segment.number, all, from, to));
            }
        });
        segment.seal(result.end());
        read.put(segment.number, result.end());
        if (!sealed && !result.ended()) unended.put(segment.number, result.end());
    }

    private void head(Segment segment, ByteBuffer bytes) throws IOException {
        if (Frame.Head.whole(bytes, segment.number)) {
            var head = Frame.Head.of(bytes);
            ids = Math.max(ids, head.ids());
            sequence = Math.max(sequence, head.records());
        } else if (bytes.limit() > Frame.SEGMENT_HEADER) {
            warn.accept(keepAside(medium, segment.number, bytes, 0, Frame.SEGMENT_HEADER));
        }
    }

    private void take(Segment segment, ByteBuffer frame, long location, Sink sink) {
        sequence = Math.max(sequence, Frame.sequence(frame, 0));
        var payload = Frame.payload(frame, 0);
        byte type = Frame.type(frame, 0);
        if (type == Frame.RESERVE) ids = Math.max(ids, payload.getLong(0));
        if (type == Frame.SEAL) seals.put(payload.getLong(8), payload.getLong(0));
        if (type == Frame.MESSAGE) ids = Math.max(ids, payload.getLong(0) + 1);
        if (Frame.binds(type))
            for (int at = 8; at < payload.limit(); at += 8) segment.needs(payload.getLong(at));
        if (type == Frame.MESSAGE || type == Frame.UPDATE || type == Frame.REMOVE) sink.found(segment, frame, location);
    }

    /// Keeps damaged bytes of a segment aside and returns the words that tell so.
    static String keepAside(JournalMedium medium, long segment, ByteBuffer bytes, int from, int to) throws IOException {
        String name = "journal-%010d-%09d".formatted(segment, from);
        String where = medium.keepAside(name, bytes.slice(from, to - from));
        return "journal segment %d is damaged at offset %d; these %d bytes are kept in %s"
            .formatted(segment, from, to - from, where);
    }
}
