package org.postrider.time;

import java.time.Duration;
import java.time.Instant;

enum SystemTime implements Time {
    CLOCK;

    @Override public Instant now() {
        return Instant.now();
    }

    @Override public long nanos() {
        return System.nanoTime();
    }

    @Override public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
