package org.postrider.qmgr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.postrider.delivery.DeliveryAgent;

/// A master.cf delivery service as the scheduler sees it: limits, destinations, how much is out. Guarded by the
/// scheduler's lock.
final class Transport {
    private final String name;
    private final Map<String, Destination> destinations = new HashMap<>();
    private final Deque<Destination> ready = new ArrayDeque<>();
    private DeliveryAgent agent;
    private Limits limits;
    private int busy;
    private long resumes = Long.MIN_VALUE;
    private boolean queued;

    Transport(String name, DeliveryAgent agent, Limits limits) {
        this.name = name;
        this.agent = agent;
        this.limits = limits;
    }

    /// After a reload: work that waits goes to the new agent.
    void replace(DeliveryAgent other, Limits changed) {
        agent = other;
        limits = changed;
    }

    String name() {
        return name;
    }

    DeliveryAgent agent() {
        return agent;
    }

    Limits limits() {
        return limits;
    }

    /// The queue for that name, made when there is none.
    Destination destination(String key, String nexthop) {
        return destinations.computeIfAbsent(key, k -> new Destination(this, k, nexthop));
    }

    Iterable<Destination> destinations() {
        return destinations.values();
    }

    void forget(Destination destination) {
        destinations.remove(destination.name(), destination);
    }

    Deque<Destination> ready() {
        return ready;
    }

    boolean isReady(long now) {
        return !ready.isEmpty() && (limits.deliveries() == 0 || busy < limits.deliveries()) && now >= resumes;
    }

    boolean isQueued() {
        return queued;
    }

    void queued(boolean is) {
        queued = is;
    }

    void started(long now) {
        busy++;
        if (!limits.transportRate().isZero()) resumes = now + limits.transportRate().toNanos();
    }

    void ended() {
        busy--;
    }

    int busy() {
        return busy;
    }

    long resumes() {
        return resumes;
    }
}
