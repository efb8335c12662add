package org.postrider.agent.smtp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.time.Time;

/// Which next hops get so much mail that connections are worth keeping. Safe for any thread.
final class Demand {
    /// More deliveries than these within a second: as many as a queue manager starts at once for a destination that it
    /// doesn't know, and some more.
    static final int MANY = 10;
    /// Next hops that are remembered; the one that was not seen for the longest time goes first.
    private static final int REMEMBERED = 1000;

    private record Second(long number, int count, boolean busyBefore) {}

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Second> seconds = new LinkedHashMap<>(16, 0.75f, true);

    Demand(Time time) {
        this.time = time;
    }

    /// Counts a delivery.
    ///
    /// @return whether there were many within this second or the one before
    boolean count(String hop) {
        long now = TimeUnit.NANOSECONDS.toSeconds(time.nanos());
        lock.lock();
        try {
            var before = seconds.getOrDefault(hop, new Second(now, 0, false));
            var second = before.number == now ? new Second(now, before.count + 1, before.busyBefore)
                : new Second(now, 1, before.number == now - 1 && before.count > MANY);
            seconds.put(hop, second);
            if (seconds.size() > REMEMBERED) seconds.remove(seconds.keySet().iterator().next());
            return second.busyBefore || second.count > MANY;
        } finally {
            lock.unlock();
        }
    }
}
