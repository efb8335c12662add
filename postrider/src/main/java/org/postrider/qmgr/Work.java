package org.postrider.qmgr;

import java.util.List;
import org.postrider.queue.Recipient;

/// One delivery to be done: some recipients of one message at one destination. Compared by identity.
final class Work {
    private final ActiveMessage message;
    private final Destination destination;
    private final List<Recipient> recipients;
    private boolean backlog;

    Work(ActiveMessage message, Destination destination, List<Recipient> recipients) {
        this.message = message;
        this.destination = destination;
        this.recipients = List.copyOf(recipients);
    }

    ActiveMessage message() {
        return message;
    }

    Destination destination() {
        return destination;
    }

    List<Recipient> recipients() {
        return recipients;
    }

    /// Whether it is one of many for its destination.
    boolean backlog() {
        return backlog;
    }

    void backlog(boolean is) {
        backlog = is;
    }
}
