package org.postrider.agent.smtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.postrider.time.Time;

/// Conversations that wait for the next delivery to their next hop, for a short time. Safe for any thread.
///
/// The last one that came back is the first to be used again, so that those that are too many are soon let go.
final class Pool {
    /// Each holds a socket and some buffers; more deliveries than this hardly ever run at the same time.
    private static final int MOST = 1000;

    private record Idle(Session session, String key, long until) {}

    private final Time time;
    private final Duration patience;
    private final Consumer<Session> goodbye;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Idle>> idle = new HashMap<>();
    /// All of them, the oldest first.
    private final Deque<Idle> order = new ArrayDeque<>();
    private boolean watched;

    /// @param patience how long a conversation waits
    /// @param goodbye  ends one, on a thread of the pool or of who puts one in
    Pool(Time time, Duration patience, Consumer<Session> goodbye) {
        this.time = time;
        this.patience = patience;
        this.goodbye = goodbye;
    }

    /// A conversation with a server of this next hop.
    Optional<Session> take(String key) {
        lock.lock();
        try {
            var waiting = idle.get(key);
            if (waiting == null) return Optional.empty();
            var last = waiting.removeLast();
            if (waiting.isEmpty()) idle.remove(key);
            order.removeLastOccurrence(last);
            return Optional.of(last.session);
        } finally {
            lock.unlock();
        }
    }

    void put(String key, Session session) {
        var mine = new Idle(session, key, time.nanos() + patience.toNanos());
        Optional<Session> tooMany;
        lock.lock();
        try {
            tooMany = order.size() >= MOST ? Optional.of(removeOldest()) : Optional.empty();
            idle.computeIfAbsent(key, _ -> new ArrayDeque<>()).addLast(mine);
            order.addLast(mine);
            if (!watched) {
                watched = true;
                Thread.ofVirtual().name("smtp-idle").start(this::watch);
            }
        } finally {
            lock.unlock();
        }
        tooMany.ifPresent(goodbye);
    }

    private Session removeOldest() {
        var oldest = order.removeFirst();
        var waiting = idle.get(oldest.key);
        waiting.remove(oldest);
        if (waiting.isEmpty()) idle.remove(oldest.key);
        return oldest.session;
    }

    /// Lets go of those whose time is over, until there is none left.
    private void watch() {
        try {
            for (long wait = expire(); wait >= 0; wait = expire()) time.sleep(Duration.ofNanos(wait));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return nanoseconds until the next one expires; negative when there is none, and nobody watches any more
    long expire() {
        var over = new ArrayList<Session>();
        long wait = -1;
        lock.lock();
        try {
            long now = time.nanos();
            while (!order.isEmpty() && order.getFirst().until - now <= 0) over.add(removeOldest());
            if (!order.isEmpty()) wait = order.getFirst().until - now;
            else watched = false;
        } finally {
            lock.unlock();
        }
        over.forEach(goodbye);
        return wait;
    }

    List<Session> waiting() {
        lock.lock();
        try {
            return order.stream().map(Idle::session).toList();
        } finally {
            lock.unlock();
        }
    }
}
