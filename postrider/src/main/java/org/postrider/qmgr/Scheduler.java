package org.postrider.qmgr;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.delivery.Delivery.Health;
import org.postrider.status.Why;

/// Decides which delivery starts next: transports take turns, and within a transport its destinations do, so that no
/// destination with much mail keeps the others waiting. Does no I/O and reads no clock. Not safe for threads: its
/// owner locks.
final class Scheduler {
    private final Map<String, Transport> transports = new HashMap<>();
    private final Deque<Transport> ready = new ArrayDeque<>();
    private final List<Destination> paused = new ArrayList<>();
    private Duration pause;

    /// @param pause how long a dead destination is left alone
    Scheduler(Duration pause) {
        this.pause = pause;
    }

    /// Takes the transports of a new configuration. Work that waits for one that is gone stays with it until it is
    /// done.
    void configure(Map<String, Transport> fresh, Duration newPause) {
        pause = newPause;
        transports.keySet().retainAll(fresh.keySet());
        fresh.forEach((name, transport) -> {
            var old = transports.get(name);
            if (old == null) transports.put(name, transport);
            else old.replace(transport.agent(), transport.limits());
        });
    }

    Optional<Transport> transport(String name) {
        return Optional.ofNullable(transports.get(name));
    }

    void add(Work work, long now) {
        work.destination().add(work);
        requeue(work.destination(), now);
    }

    /// The next delivery that may start now, counted as started.
    Optional<Work> next(long now) {
        for (int turns = ready.size(); turns > 0; turns--) {
            var transport = ready.remove();
            transport.queued(false);
            var work = next(transport, now);
            requeue(transport, now);
            if (work.isPresent()) return work;
        }
        return Optional.empty();
    }

    private Optional<Work> next(Transport transport, long now) {
        while (transport.isReady(now)) {
            var destination = transport.ready().remove();
            destination.queued(false);
            if (!destination.isReady(now)) continue;
            var work = destination.start(now);
            transport.started(now);
            var delay = transport.limits().rateDelay();
            if (!delay.isZero()) pauseUntil(destination, now + delay.toNanos());
            requeue(destination, now);
            return Optional.of(work);
        }
        return Optional.empty();
    }

    /// A delivery is over.
    ///
    /// @return work that waited for a destination that is dead now and will not be tried; empty otherwise
    List<Work> done(Work work, Health health, long now) {
        var destination = work.destination();
        var transport = destination.transport();
        destination.ended(now);
        transport.ended();
        List<Work> given = List.of();
        switch (health) {
            case Health.Alive _ -> destination.succeeded();
            case Health.Dead(Why why) -> {
                if (destination.failed(why)) {
                    pauseUntil(destination, now + pause.toNanos());
                    given = List.copyOf(destination.drain());
                }
            }
        }
        requeue(destination, now);
        requeue(transport, now);
        if (destination.isIdle() && !destination.isDead(now) && destination.resumes() <= now)
            transport.forget(destination);
        return given;
    }

    /// A delivery that was counted as started is not made after all; nothing is learned from that.
    void dropped(Work work, long now) {
        var destination = work.destination();
        destination.ended(now);
        destination.transport().ended();
        requeue(destination, now);
        requeue(destination.transport(), now);
        if (destination.isIdle() && !destination.isDead(now) && destination.resumes() <= now)
            destination.transport().forget(destination);
    }

    private void pauseUntil(Destination destination, long nanos) {
        destination.suspendUntil(nanos);
        if (!paused.contains(destination)) paused.add(destination);
    }

    /// Wakes destinations whose pause is over.
    ///
    /// @return the earliest moment at which there is something to wake again; Long.MAX_VALUE for none
    long tick(long now) {
        long earliest = Long.MAX_VALUE;
        var still = new ArrayList<Destination>();
        for (var destination : paused) {
            if (destination.resumes() > now) {
                still.add(destination);
                earliest = Math.min(earliest, destination.resumes());
            } else wake(destination, now);
        }
        paused.clear();
        paused.addAll(still);
        for (var transport : transports.values()) {
            requeue(transport, now);
            if (!transport.ready().isEmpty() && transport.resumes() > now)
                earliest = Math.min(earliest, transport.resumes());
        }
        return earliest;
    }

    private void wake(Destination destination, long now) {
        if (!destination.isDead(now) && destination.isIdle()) destination.transport().forget(destination);
        requeue(destination, now);
    }

    /// Forgets what it knows of dead destinations, as a queue run asked for by hand wants.
    void forgive(long now) {
        for (var destination : paused) {
            if (destination.isDead(now)) destination.revive();
            requeue(destination, now);
        }
    }

    private void requeue(Destination destination, long now) {
        if (destination.isQueued() || !destination.isReady(now)) return;
        destination.queued(true);
        destination.transport().ready().add(destination);
        requeue(destination.transport(), now);
    }

    private void requeue(Transport transport, long now) {
        if (transport.isQueued() || !transport.isReady(now)) return;
        transport.queued(true);
        ready.add(transport);
    }
}
