package org.postrider.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();

    @Test void deliveriesToOneMailboxNeverRunAtOnce() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        Turns.Work work = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            return Deposit.STORED;
        };
        for (int i = 0; i < 50; i++) threads.add(Thread.startVirtualThread(() -> take(start, work)));
        start.countDown();
        for (var thread : threads) thread.join();
        assertEquals(1, most.get());
    }

    private void take(CountDownLatch start, Turns.Work work) {
        try {
            start.await();
            turns.take("/var/mail/alice", work);
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test void afterAFailureTheNextHasItsTurn() throws IOException {
        assertThrows(IOException.class, () -> turns.take("/m", () -> {
            throw new IOException("disk");
        }));
        assertEquals(Deposit.STORED, turns.take("/m", () -> Deposit.STORED));
    }
}
