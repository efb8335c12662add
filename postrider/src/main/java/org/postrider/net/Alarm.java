package org.postrider.net;

import java.util.concurrent.atomic.AtomicLong;

/// The time limit of one wire's current read or write. The wire's thread sets and clears it, the watchdog rings it;
/// one compare-and-set decides who was first.
final class Alarm {
    private static final long OFF = Long.MAX_VALUE;
    private static final long RUNG = Long.MIN_VALUE;
    private final AtomicLong due = new AtomicLong(OFF);
    private final Runnable ring;

    /// @param ring wakes up the wire's thread; runs on the watchdog's thread
    Alarm(Runnable ring) {
        this.ring = ring;
    }

    /// @param nanos on the clock of [org.postrider.time.Time#nanos]
    void set(long nanos) {
        due.setRelease(nanos == OFF || nanos == RUNG ? nanos - 1 : nanos);
    }

    /// @return true when it rang before
    boolean clear() {
        return due.getAndSet(OFF) == RUNG;
    }

    void ringIfDue(long now) {
        long at = due.getAcquire();
        if (at == OFF || at == RUNG || at - now > 0) return;
        if (due.compareAndSet(at, RUNG)) ring.run();
    }
}
