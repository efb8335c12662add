package org.postrider.queue;

import java.io.IOException;
import java.time.Duration;
import org.postrider.time.Time;

/// How much can still be stored. Asked for every message, so the medium is asked every now and then only.
final class Room {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final JournalMedium medium;
    private final long least;
    private final Time time;
    private volatile Measured last;

    private record Measured(long free, long at) {}

    /// @param least `queue_minfree`
    Room(JournalMedium medium, long least, Time time) throws IOException {
        this.medium = medium;
        this.least = least;
        this.time = time;
        last = new Measured(medium.free(), time.nanos());
    }

    JournalMedium medium() {
        return medium;
    }

    long free() throws IOException {
        var known = last;
        if (time.nanos() - known.at() < FRESH) return known.free();
        var now = new Measured(medium.free(), time.nanos());
        last = now;
        return now.free();
    }

    /// @throws NoSpaceException when there is less than there must be
    void check() throws IOException {
        if (least > 0 && free() < least) throw new NoSpaceException();
    }
}
