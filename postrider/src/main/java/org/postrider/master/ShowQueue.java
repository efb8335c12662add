package org.postrider.master;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.postrider.log.Log;
import org.postrider.net.Listener;
import org.postrider.net.Wire;
import org.postrider.qmgr.QueueManager;
import org.postrider.queue.Attempt;
import org.postrider.queue.Listed;
import org.postrider.queue.ListingFormat;
import org.postrider.queue.MaildropListing;
import org.postrider.queue.QueueEntry;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore;
import org.postrider.table.MatchList;
import org.postrider.text.Latin1;

/// The service `showq`: lists the queue to everybody who may see it. One listing is one walk over the index, with each
/// message's records read as it comes: so it needs no memory for the queue, and a client that goes away ends it.
record ShowQueue(Source source, Peers peers, MatchList allowed, Log log) implements Listener.Handler {
    /// What is listed.
    record Source(QueueStore store, QueueManager manager, MaildropListing maildrop) {}

    /// The order in which Postfix goes through its queues.
    private static final List<QueueName> ORDER = List.of(QueueName.MAILDROP, QueueName.ACTIVE, QueueName.INCOMING,
        QueueName.DEFERRED, QueueName.HOLD);

    @Override public void serve(Wire wire) {
        if (!peers.isAllowed(wire, allowed)) return;
        wire.write(ListingFormat.GREETING);
        var text = new StringBuilder(512);
        try {
            for (var found : source.maildrop().list()) write(wire, text, found.listed());
        } catch (IOException e) {
            log.warning("cannot read the maildrop: " + e.getMessage());
        }
        for (var queue : ORDER)
            source.store().forEach(entry -> {
                if (entry.queue() == queue && wire.ending().isEmpty())
                    look(entry).ifPresent(listed -> write(wire, text, listed));
            });
        wire.write(ListingFormat.END);
    }

    private static void write(Wire wire, StringBuilder text, Listed listed) {
        text.setLength(0);
        ListingFormat.append(text, listed);
        byte[] bytes = Latin1.bytes(text.toString());
        wire.write(bytes, 0, bytes.length);
    }

    /// A message that is gone meanwhile, or cannot be read, is not listed.
    private Optional<Listed> look(QueueEntry entry) {
        try {
            return source.store().read(entry.id())
                .map(message -> Listed.of(entry, message, attempt -> counts(entry, attempt)));
        } catch (IOException e) {
            log.warning(entry.id() + ": cannot read the message: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// While a message is being delivered only what became of recipients in this round counts.
    private boolean counts(QueueEntry entry, Attempt attempt) {
        if (entry.queue() != QueueName.ACTIVE) return true;
        var since = source.manager().activeSince(entry.id());
        var when = attempt.when();
        return since.isPresent()
            && when.getEpochSecond() * 1_000_000 + when.getNano() / 1000 >= since.getAsLong();
    }
}
