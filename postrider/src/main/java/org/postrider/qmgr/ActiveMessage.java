package org.postrider.qmgr;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueuedMessage;

/// A message in the active queue: what was read, what became of its recipients in this round, and how many deliveries
/// are still out.
final class ActiveMessage {
    private final QueuedMessage message;
    private final int recipients;
    private final long activated;
    private final AtomicInteger out = new AtomicInteger(1);
    private final List<Attempt> attempts = new ArrayList<>(1);

    /// @param activated microseconds since 1970
    ActiveMessage(QueuedMessage message, int recipients, long activated) {
        this.message = message;
        this.recipients = recipients;
        this.activated = activated;
    }

    QueuedMessage message() {
        return message;
    }

    /// How many it counts for against the active queue's recipient limit.
    int recipients() {
        return recipients;
    }

    long activated() {
        return activated;
    }

    /// One more delivery is planned.
    void began() {
        out.incrementAndGet();
    }

    /// A delivery, or the planning of them, is over.
    ///
    /// @return true when it was the last
    boolean ended(List<Attempt> made) {
        synchronized (attempts) {
            attempts.addAll(made);
        }
        return out.decrementAndGet() == 0;
    }

    /// This round's attempts; complete once [#ended] said so.
    List<Attempt> attempts() {
        synchronized (attempts) {
            return List.copyOf(attempts);
        }
    }
}
