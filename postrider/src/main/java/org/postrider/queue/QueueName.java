package org.postrider.queue;

import java.util.Locale;
import java.util.Optional;

/// Postfix's queues: here states of a message in the index, there folders.
public enum QueueName {
    INCOMING, ACTIVE, DEFERRED, HOLD, CORRUPT,
    /// Waits to be taken in anew under another id (`postsuper -r`).
    MAILDROP;

    /// As every tool prints it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The queue that somebody named; empty when there is none of that name.
    public static Optional<QueueName> of(String word) {
        for (var queue : values())
            if (queue.word().equals(word)) return Optional.of(queue);
        return Optional.empty();
    }
}
