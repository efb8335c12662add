package org.postrider.smtpd.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.time.Time;

/// Questions that a DNS list did not answer of late: a list that is down costs its time-out once in a while, not for
/// each recipient. Safe for any thread.
final class Failures {
    private static final int MOST = 100;
    /// As long as an idle smtpd process of Postfix remembers them.
    private static final Duration KEPT = Duration.ofSeconds(100);

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> since = new LinkedHashMap<>() {
        @Override protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    Failures(Time time) {
        this.time = time;
    }

    void remember(String query) {
        lock.lock();
        try {
            since.put(query, time.nanos());
        } finally {
            lock.unlock();
        }
    }

    boolean isRecent(String query) {
        lock.lock();
        try {
            boolean recent = since.containsKey(query) && time.nanos() - since.get(query) < KEPT.toNanos();
            if (!recent) since.remove(query);
            return recent;
        } finally {
            lock.unlock();
        }
    }
}
