package org.postrider.queue;

import java.time.Instant;
import java.util.Arrays;

/// What the index keeps of one message: where its records are, and what schedulers and tools ask for without reading
/// them. There may be millions, so every field counts (about 200 bytes each with the map around it). Guarded by its
/// own monitor, which is also held while its records are read, so that nobody moves or deletes them meanwhile.
final class Entry {
    private static final long[] NOTHING = {};

    final long number;
    /// Microseconds since 1970 when the id was made.
    long born;
    long arrival;
    long nextTry;
    long size;
    /// Of the message record's payload: bytes that the envelope takes.
    int envelopeLength;
    boolean longId;
    boolean blob;
    boolean expired;
    boolean gone;
    QueueName queue = QueueName.INCOMING;
    /// What a crash would bring back.
    QueueName kept = QueueName.INCOMING;
    FreshContent fresh = FreshContent.NONE;

    long message = Location.NONE;
    long state = Location.NONE;
    long amended = Location.NONE;
    /// Record sequence numbers, known of records that recovery found.
    long stateSequence;
    long amendedSequence;
    private long[] attempts = NOTHING;
    /// Bytes of attempt records after the last time when superseded ones were dropped.
    int historyFloor;

    Entry(long number) {
        this.number = number;
    }

    QueueId id() {
        return (longId ? QueueIdForm.LONG : QueueIdForm.SHORT).spell(number, born);
    }

    QueueEntry view() {
        return new QueueEntry(id(), queue, instant(arrival), instant(nextTry), size, expired);
    }

    /// Locations of the records that hold attempts, in no particular order.
    long[] attempts() {
        return attempts;
    }

    /// Of all its records.
    long[] locations() {
        long[] all = Arrays.copyOf(attempts, attempts.length + 3);
        int count = attempts.length;
        if (message != Location.NONE) all[count++] = message;
        if (state != Location.NONE) all[count++] = state;
        if (amended != Location.NONE) all[count++] = amended;
        return Arrays.copyOf(all, count);
    }

    void addAttempts(long location) {
        attempts = Arrays.copyOf(attempts, attempts.length + 1);
        attempts[attempts.length - 1] = location;
    }

    void setAttempts(long[] locations) {
        attempts = locations;
    }

    /// Whether one of its records is at `location`.
    boolean refersTo(long location, Segments segments) {
        return is(message, location, segments) || is(state, location, segments) || is(amended, location, segments)
            || attemptAt(location, segments) >= 0;
    }

    /// Follows a record to another place.
    ///
    /// @return where the index had it; [Location#NONE] when it has no such record
    long replace(long from, long to, Segments segments) {
        long old = Location.NONE;
        int place = attemptAt(from, segments);
        if (is(message, from, segments)) {
            old = message;
            message = to;
        } else if (is(state, from, segments)) {
            old = state;
            state = to;
        } else if (is(amended, from, segments)) {
            old = amended;
            amended = to;
        } else if (place >= 0) {
            old = attempts[place];
            attempts[place] = to;
            if (to == Location.NONE) attempts = Arrays.stream(attempts).filter(at -> at != to).toArray();
        }
        return old;
    }

    private static boolean is(long ours, long location, Segments segments) {
        return ours != Location.NONE && segments.resolve(ours) == location;
    }

    private int attemptAt(long location, Segments segments) {
        for (int i = 0; i < attempts.length; i++)
            if (is(attempts[i], location, segments)) return i;
        return -1;
    }

    static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
