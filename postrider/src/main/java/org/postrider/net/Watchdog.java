package org.postrider.net;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postrider.time.Time;

/// Ends reads and writes whose time is over. A timer per read costs more than many a read; limits in a mail system are
/// whole seconds, so looking at every open wire a few times per second is exact enough and costs next to nothing.
public final class Watchdog {
    private static final Duration ROUND = Duration.ofMillis(250);
    /// With nothing to watch for so many rounds the thread ends, so that an idle house sleeps soundly.
    private static final int IDLE_ROUNDS = 40;
    private final Time time;
    private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean walking = new AtomicBoolean();

    public Watchdog(Time time) {
        this.time = time;
    }

    Time time() {
        return time;
    }

    void watch(Alarm alarm) {
        alarms.add(alarm);
        // a platform thread: its rounds must not wait for a carrier
        if (!walking.get() && walking.compareAndSet(false, true))
            Thread.ofPlatform().daemon().name("net-watchdog").start(this::walk);
    }

    void forget(Alarm alarm) {
        alarms.remove(alarm);
    }

    private void walk() {
        try {
            for (int idle = 0; idle < IDLE_ROUNDS; idle = alarms.isEmpty() ? idle + 1 : 0) {
                time.sleep(ROUND);
                sweep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();   // the house is closing
        } finally {
            walking.set(false);
            // one that came between the last look and now found a dog still walking
            if (!alarms.isEmpty() && !Thread.currentThread().isInterrupted()
                && walking.compareAndSet(false, true))
                Thread.ofPlatform().daemon().name("net-watchdog").start(this::walk);
        }
    }

    /// One round.
    void sweep() {
        long now = time.nanos();
        for (var alarm : alarms) alarm.ringIfDue(now);
    }
}
