package org.postrider.net;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A number of places whose limit can change while some are taken.
final class Slots {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int limit;
    private int taken;

    /// @param limit 0 for none
    Slots(int limit) {
        this.limit = limit;
    }

    void resize(int newLimit) {
        lock.lock();
        try {
            limit = newLimit;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when a place is free. It stays free for the one thread that waits here.
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (limit > 0 && taken >= limit) changed.await();
        } finally {
            lock.unlock();
        }
    }

    void take() {
        lock.lock();
        try {
            taken++;
        } finally {
            lock.unlock();
        }
    }

    void give() {
        lock.lock();
        try {
            taken--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean full() {
        lock.lock();
        try {
            return limit > 0 && taken >= limit;
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// @return false when some are still taken after that time
    boolean awaitNone(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (taken > 0 && left > 0) left = changed.awaitNanos(left);
            return taken == 0;
        } finally {
            lock.unlock();
        }
    }
}
