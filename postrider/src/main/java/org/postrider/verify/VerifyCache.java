package org.postrider.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.verify.AddressVerifier.Answer;

/// What is known about addresses. Safe for any thread.
public final class VerifyCache {
    /// Some 300 bytes each; the one that was not asked for longest goes first.
    private static final int MOST = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /// @param probed  when the last probe was sent that has not come back, in seconds; 0: none is out
    /// @param updated when the answer was found, in seconds; 0: never
    record Known(Answer answer, long probed, long updated) {}

    Optional<Known> find(String key) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(key));
        } finally {
            lock.unlock();
        }
    }

    void put(String key, Known entry) {
        lock.lock();
        try {
            entries.put(key, entry);
        } finally {
            lock.unlock();
        }
    }

    void remove(String key) {
        lock.lock();
        try {
            entries.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
