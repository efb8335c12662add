package org.postrider.queue;

import java.util.BitSet;
import java.util.List;
import org.postrider.message.Content;

/// A message read from the queue.
///
/// @param recipients all, also those that are done
/// @param history    the last attempt of each recipient that had one, in recipient order
public record QueuedMessage(QueueId id, QueueName queue, Envelope envelope, List<Recipient> recipients,
                            List<Attempt> history, Content content) {
    public QueuedMessage {
        recipients = List.copyOf(recipients);
        history = List.copyOf(history);
    }

    /// Those that still need an attempt.
    public List<Recipient> open() {
        var done = new BitSet();
        for (var attempt : history)
            if (attempt.fate().isFinal()) done.set(attempt.recipient());
        return recipients.stream().filter(recipient -> !done.get(recipient.index())).toList();
    }
}
