package org.postrider.dns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.dns.Resolver.Type;
import org.postrider.time.Time;

/// Remembers answers for their time to live; the least recently used go first. Safe for any thread.
final class AnswerCache {
    record Key(String name, Type type) {}

    private record Entry(Cached found, long until) {}

    private final Time time;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

    /// @param most how many answers are kept
    AnswerCache(Time time, int most) {
        this.time = time;
        this.most = most;
    }

    Optional<Cached> get(Key key) {
        lock.lock();
        try {
            var entry = Optional.ofNullable(entries.get(key));
            if (entry.isPresent() && entry.get().until - time.nanos() <= 0) {
                entries.remove(key);
                return Optional.empty();
            }
            return entry.map(Entry::found);
        } finally {
            lock.unlock();
        }
    }

    void put(Key key, Cached found) {
        if (found.seconds() <= 0) return;
        var entry = new Entry(found, time.nanos() + TimeUnit.SECONDS.toNanos(found.seconds()));
        lock.lock();
        try {
            entries.put(key, entry);
            if (entries.size() > most) entries.remove(entries.keySet().iterator().next());
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            entries.clear();
        } finally {
            lock.unlock();
        }
    }
}
