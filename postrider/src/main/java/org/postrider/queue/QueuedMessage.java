package org.postrider.queue;

import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.postrider.message.Content;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// A message read from the queue.
///
/// @param recipients all, also those that are done
/// @param history    the last attempt of each recipient that had one, in recipient order
public record QueuedMessage(QueueId id, QueueName queue, Envelope envelope, List<Recipient> recipients,
                            List<Attempt> history, Content content) {
    private static final Fate EXPANDED = new Fate.Expanded(Why.of("2.0.0", "alias expanded"));

    public QueuedMessage {
        recipients = List.copyOf(recipients);
        history = history(envelope, history);
    }

    /// Recipients that were replaced at entry have no attempt of their own on disk.
    private static List<Attempt> history(Envelope envelope, List<Attempt> recorded) {
        String replaced = envelope.attribute(Envelope.EXPANDED);
        if (replaced.isEmpty()) return List.copyOf(recorded);
        var all = new TreeMap<Integer, Attempt>();
        for (String index : replaced.split(","))
            all.put(Integer.parseInt(index), new Attempt(Integer.parseInt(index), envelope.arrival(), EXPANDED));
        for (var attempt : recorded) all.put(attempt.recipient(), attempt);
        return List.copyOf(all.values());
    }

    /// Those that still need an attempt.
    public List<Recipient> open() {
        var done = new BitSet();
        for (var attempt : history)
            if (attempt.fate().isFinal()) done.set(attempt.recipient());
        return recipients.stream().filter(recipient -> !done.get(recipient.index())).toList();
    }
}
