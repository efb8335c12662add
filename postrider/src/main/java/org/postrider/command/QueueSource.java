package org.postrider.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postrider.os.Users;
import org.postrider.queue.Listed;
import org.postrider.queue.ListingFormat;
import org.postrider.queue.MaildropListing;
import org.postrider.queue.QueueEntry;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueReader;

/// Where queue listings come from.
@FunctionalInterface
interface QueueSource {
    /// The next message; empty after the last.
    Optional<Listed> next() throws IOException;

    static QueueSource of(ListingFormat.Reader service) {
        return service::next;
    }

    /// The queue as it lies on the disk.
    ///
    /// @param warn hears of what cannot be read
    static QueueSource of(MailSystem system, QueueReader queue, Consumer<String> warn) throws IOException {
        var drop = system.queue().resolve("maildrop");
        var listed = new ArrayList<Listed>();
        for (var found : new MaildropListing(drop, Users.system()).list()) listed.add(found.listed());
        var entries = new ArrayList<QueueEntry>();
        for (var name : List.of(QueueName.MAILDROP, QueueName.ACTIVE, QueueName.INCOMING, QueueName.DEFERRED,
                QueueName.HOLD))
            queue.forEach(entry -> {
                if (entry.queue() == name) entries.add(entry);
            });
        var dropped = listed.iterator();
        var stored = entries.iterator();
        return () -> {
            if (dropped.hasNext()) return Optional.of(dropped.next());
            var found = Optional.<Listed>empty();
            while (found.isEmpty() && stored.hasNext()) found = look(queue, stored.next(), warn);
            return found;
        };
    }

    private static Optional<Listed> look(QueueReader queue, QueueEntry entry, Consumer<String> warn) {
        try {
            return queue.read(entry.id()).map(message -> Listed.of(entry, message, _ -> true));
        } catch (IOException unreadable) {
            warn.accept(entry.id() + ": cannot read the message: " + unreadable.getMessage());
            return Optional.empty();
        }
    }
}
