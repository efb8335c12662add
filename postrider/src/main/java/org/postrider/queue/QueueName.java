package org.postrider.queue;

import java.util.Locale;

/// Postfix's queues: here states of a message in the index, there folders.
public enum QueueName {
    INCOMING, ACTIVE, DEFERRED, HOLD, CORRUPT;

    /// As every tool prints it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
