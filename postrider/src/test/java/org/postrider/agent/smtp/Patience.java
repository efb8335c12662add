package org.postrider.agent.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.postrider.time.Time;

/// A clock that stands still until a server stalls: then an hour passes, and who watches the time looks at it.
final class Patience implements Time {
    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore rounds = new Semaphore(0);

    void runOut() {
        pass(Duration.ofHours(1));
        rounds.release();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override public Instant now() {
        return Instant.parse("2026-01-02T03:04:05Z").plusNanos(nanos.get());
    }

    @Override public long nanos() {
        return nanos.get();
    }

    @Override public void sleep(Duration time) throws InterruptedException {
        rounds.acquire();
    }
}
