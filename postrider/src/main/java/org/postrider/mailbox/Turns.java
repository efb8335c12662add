package org.postrider.mailbox;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Lets deliveries to the same mailbox file go one after the other, in the order in which they came. Between our own
/// deliveries the locks on the file never have to be waited for then: waiting for those is trying again every second or
/// so, with no order, and under load somebody is always unlucky. Safe for any thread.
public final class Turns {
    /// Mailboxes that share a turn by chance only wait for each other; with these few that is rare.
    private static final int PLACES = 256;

    private final ReentrantLock[] places =
        IntStream.range(0, PLACES).mapToObj(_ -> new ReentrantLock(true)).toArray(ReentrantLock[]::new);

    /// Work on a mailbox file, on a thread with its owner's rights or on the caller's.
    @FunctionalInterface
    public interface Work {
        Deposit run() throws IOException;
    }

    /// Waits for the others, each of which takes no longer than its locks and its writing may take.
    public Deposit take(String path, Work work) throws IOException {
        var place = places[Math.floorMod(path.hashCode(), PLACES)];
        place.lock();
        try {
            return work.run();
        } finally {
            place.unlock();
        }
    }
}
