package org.postrider.time;

import java.time.Duration;

/// A moment on the monotonic clock by which something has to be over.
public record Deadline(Time time, long nanos) {
    public static Deadline in(Time time, Duration limit) {
        return new Deadline(time, time.nanos() + limit.toNanos());
    }

    /// What is left; zero when it has passed.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - time.nanos()));
    }

    public boolean passed() {
        return nanos - time.nanos() <= 0;
    }
}
