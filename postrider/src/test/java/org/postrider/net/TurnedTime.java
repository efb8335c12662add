package org.postrider.net;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.postrider.time.Time;

/// A clock that tests turn; who sleeps by it sleeps until interrupted.
final class TurnedTime implements Time {
    private final AtomicLong nanos = new AtomicLong();

    void turn(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override public long nanos() {
        return nanos.get();
    }

    @Override public void sleep(Duration time) throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
