package org.postrider.queue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// What an operator does to messages (`postsuper`).
public enum QueueAction {
    DELETE, HOLD, RELEASE, REQUEUE, EXPIRE;

    /// The queues whose messages it is done to where nobody says which.
    public Set<QueueName> queues() {
        return switch (this) {
            case DELETE, REQUEUE, EXPIRE -> EnumSet.of(QueueName.HOLD, QueueName.INCOMING, QueueName.ACTIVE,
                QueueName.DEFERRED);
            case HOLD -> EnumSet.of(QueueName.INCOMING, QueueName.ACTIVE, QueueName.DEFERRED);
            case RELEASE -> EnumSet.of(QueueName.HOLD);
        };
    }

    /// The queues where it makes a difference.
    private Set<QueueName> sensible() {
        var queues = EnumSet.copyOf(queues());
        if (this == DELETE) queues.add(QueueName.CORRUPT);
        return queues;
    }

    /// Does it to one message.
    ///
    /// @param in only when it is in one of these queues
    /// @return whether it was done
    public boolean apply(QueueStore store, QueueId id, Set<QueueName> in) throws IOException {
        var entry = store.entry(id);
        if (entry.isEmpty() || !in.contains(entry.get().queue()) || !sensible().contains(entry.get().queue()))
            return false;
        return switch (this) {
            case DELETE -> store.remove(id);
            case HOLD -> store.move(id, QueueName.HOLD);
            case RELEASE -> store.move(id, QueueName.DEFERRED);
            case REQUEUE -> store.move(id, QueueName.MAILDROP);
            case EXPIRE -> store.expire(id);
        };
    }

    /// Does it to all messages there are.
    ///
    /// @return those that it was done to
    public Set<QueueId> applyAll(QueueStore store, Set<QueueName> in) throws IOException {
        var found = new LinkedHashSet<QueueId>();
        store.forEach(entry -> {
            if (in.contains(entry.queue())) found.add(entry.id());
        });
        var done = new LinkedHashSet<QueueId>();
        for (var id : found)
            if (apply(store, id, in)) done.add(id);
        return done;
    }
}
