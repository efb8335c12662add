package org.postrider.qmgr;

import java.util.List;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueuedMessage;

/// Tells senders what became of their mail.
@FunctionalInterface
public interface Notices {
    /// What there is to tell: recipients that failed, that were given up for age, that still wait, that got it; and
    /// what became of them in a round, whatever it was (`sendmail -bv`, `-v`).
    enum Kind { BOUNCED, EXPIRED, DELAYED, DELIVERED, REPORTED }

    /// Queues a notice if sender and recipients want one.
    ///
    /// @param attempts those to be told of; at least one
    /// @return false when it could not be queued now: the message stays and it is tried again
    boolean tell(Kind kind, QueuedMessage message, List<Attempt> attempts);
}
