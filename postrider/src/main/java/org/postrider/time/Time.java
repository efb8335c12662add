package org.postrider.time;

import java.time.Duration;
import java.time.Instant;

/// The clock.
public interface Time {
    /// Wall-clock time, for what people and other machines read.
    Instant now();

    /// Monotonic nanoseconds, for measuring and for deadlines.
    long nanos();

    /// Waits that long on the current thread; negative and zero return at once.
    void sleep(Duration time) throws InterruptedException;

    /// The machine's clock.
    static Time system() {
        return SystemTime.CLOCK;
    }
}
