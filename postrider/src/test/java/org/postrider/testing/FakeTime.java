package org.postrider.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.postrider.time.Time;

/// A clock that stands still until it is told to go on. Sleeping moves it.
public final class FakeTime implements Time {
    private final Instant start;
    private final AtomicLong nanos = new AtomicLong();

    public FakeTime() {
        this(Instant.parse("2026-01-02T03:04:05Z"));
    }

    public FakeTime(Instant start) {
        this.start = start;
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override public Instant now() {
        return start.plusNanos(nanos.get());
    }

    @Override public long nanos() {
        return nanos.get();
    }

    @Override public void sleep(Duration time) {
        if (!time.isNegative()) pass(time);
    }
}
