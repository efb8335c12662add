package org.postrider.qmgr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.postrider.status.Why;

/// A transport's queue for one next hop (or one recipient): waiting work, and the concurrency window as
/// SCHEDULER_README describes it. Guarded by the scheduler's lock.
final class Destination {
    private static final Why FINE = Why.of("", "");
    /// Deliveries that begin so soon after another one's end follow it.
    private static final long MOMENT = TimeUnit.SECONDS.toNanos(1);

    private final Transport transport;
    private final String name;
    private final String nexthop;
    private final Deque<Work> waiting = new ArrayDeque<>();
    private int busy;
    private int window;
    private double success;
    private double failure;
    private double failedCohorts;
    private Why dead = FINE;
    private long resumes = Long.MIN_VALUE;
    private boolean queued;
    private long lastEnd;
    private boolean everEnded;
    private boolean backlog;

    Destination(Transport transport, String name, String nexthop) {
        this.transport = transport;
        this.name = name;
        this.nexthop = nexthop;
        window = Math.min(transport.limits().initial(), transport.limits().most());
    }

    Transport transport() {
        return transport;
    }

    String name() {
        return name;
    }

    String nexthop() {
        return nexthop;
    }

    void add(Work work) {
        waiting.add(work);
    }

    /// Takes the next work and counts it as being delivered.
    Work start(long now) {
        busy++;
        var work = waiting.remove();
        // one that ended a moment ago turns it on; it stays on while deliveries overlap or follow one another
        boolean backToBack = everEnded && now - lastEnd <= MOMENT;
        backlog = backToBack || backlog && busy > 1;
        work.backlog(backlog);
        return work;
    }

    /// All that waits; it is not counted as being delivered.
    Deque<Work> drain() {
        var all = new ArrayDeque<>(waiting);
        waiting.clear();
        return all;
    }

    boolean isReady(long now) {
        return !waiting.isEmpty() && busy < window && now >= resumes;
    }

    boolean isIdle() {
        return waiting.isEmpty() && busy == 0;
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /// In its transport's row of destinations that can go on.
    boolean isQueued() {
        return queued;
    }

    void queued(boolean is) {
        queued = is;
    }

    /// Nanoseconds on the monotonic clock before which nothing starts here.
    long resumes() {
        return resumes;
    }

    void suspendUntil(long nanos) {
        resumes = nanos;
    }

    boolean isDead(long now) {
        if (dead != FINE && now >= resumes) revive();
        return dead != FINE;
    }

    Why why() {
        return dead;
    }

    void revive() {
        dead = FINE;
        window = Math.min(transport.limits().initial(), transport.limits().most());
        success = failure = failedCohorts = 0;
        resumes = Long.MIN_VALUE;
    }

    void ended(long now) {
        busy--;
        lastEnd = now;
        everEnded = true;
    }

    /// A delivery reached the destination. The window only grows when it is in use.
    void succeeded() {
        failedCohorts = 0;
        var limits = transport.limits();
        if (window >= limits.most() || window >= busy + limits.initial()) return;
        success += limits.positive().at(window);
        while (success >= 1 && window < limits.most()) {
            window++;
            success -= 1;
            failure = 0;
        }
    }

    /// A delivery could not reach it.
    ///
    /// @return true when the destination is to be left alone from now on
    boolean failed(Why why) {
        var limits = transport.limits();
        if (limits.cohorts() > 0) failedCohorts += 1.0 / window;
        if (limits.cohorts() > 0 && failedCohorts + 1e-9 >= limits.cohorts()) {
            dead = why;
            return true;
        }
        failure += limits.negative().at(window);
        while (failure >= 1) {
            window = Math.max(1, window - 1);
            failure -= 1;
            success = 0;
        }
        return false;
    }
}
