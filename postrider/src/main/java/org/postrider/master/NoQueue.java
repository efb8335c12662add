package org.postrider.master;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueEntry;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;

/// A queue without messages that takes none: for services that are made to see whether they can be.
final class NoQueue implements QueueStore {
    private static IOException refusal() {
        return new IOException("there is no queue here");
    }

    @Override public Incoming begin() throws IOException {
        throw refusal();
    }

    @Override public void forEach(Consumer<QueueEntry> each) {}

    @Override public Optional<QueueEntry> entry(QueueId id) {
        return Optional.empty();
    }

    @Override public Optional<QueuedMessage> read(QueueId id) {
        return Optional.empty();
    }

    @Override public void record(QueueId id, List<Attempt> attempts) throws IOException {
        throw refusal();
    }

    @Override public void defer(QueueId id, Instant nextTry) throws IOException {
        throw refusal();
    }

    @Override public boolean move(QueueId id, QueueName to) {
        return false;
    }

    @Override public boolean expire(QueueId id) {
        return false;
    }

    @Override public void amend(QueueId id, Envelope envelope) throws IOException {
        throw refusal();
    }

    @Override public boolean remove(QueueId id) {
        return false;
    }

    @Override public long free() throws IOException {
        throw refusal();
    }

    @Override public void close() {}
}
