package org.postrider.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.postrider.message.Content;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueEntry;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;

/// A queue in memory, for tests that are not about the queue. Ids count up from `Q1`. It can be told to fail.
public final class MemoryStore implements QueueStore {
    private final Map<QueueId, QueuedMessage> messages = new LinkedHashMap<>();
    private int next = 1;
    private boolean refusesPublish;
    private int room = Integer.MAX_VALUE;

    /// From now on nothing becomes durable.
    public synchronized void refusePublish(boolean yes) {
        refusesPublish = yes;
    }

    /// From now on a message can have so many bytes; writing more fails.
    public synchronized void room(int bytes) {
        room = bytes;
    }

    /// In the order in which they came.
    public synchronized List<QueuedMessage> messages() {
        return List.copyOf(messages.values());
    }

    @Override public synchronized Incoming begin() {
        return new Draft(new QueueId("Q" + next++));
    }

    @Override public synchronized void forEach(Consumer<QueueEntry> each) {
        for (var message : messages()) each.accept(entry(message));
    }

    private static QueueEntry entry(QueuedMessage message) {
        return new QueueEntry(message.id(), message.queue(), message.envelope().arrival(), Instant.EPOCH,
            message.content().size(), false);
    }

    @Override public synchronized Optional<QueueEntry> entry(QueueId id) {
        return Optional.ofNullable(messages.get(id)).map(MemoryStore::entry);
    }

    @Override public synchronized Optional<QueuedMessage> read(QueueId id) {
        return Optional.ofNullable(messages.get(id));
    }

    @Override public synchronized void record(QueueId id, List<Attempt> attempts) {
        var message = messages.get(id);
        var latest = new TreeMap<Integer, Attempt>();
        for (var attempt : message.history()) latest.put(attempt.recipient(), attempt);
        for (var attempt : attempts) latest.put(attempt.recipient(), attempt);
        messages.put(id, new QueuedMessage(id, message.queue(), message.envelope(), message.recipients(),
            new ArrayList<>(latest.values()), message.content()));
    }

    @Override public synchronized void defer(QueueId id, Instant nextTry) {
        move(id, QueueName.DEFERRED);
    }

    @Override public synchronized boolean move(QueueId id, QueueName to) {
        var old = messages.computeIfPresent(id, (_, message) -> new QueuedMessage(id, to, message.envelope(),
            message.recipients(), message.history(), message.content()));
        return old != null;
    }

    @Override public synchronized boolean expire(QueueId id) {
        return messages.containsKey(id);
    }

    @Override public synchronized void amend(QueueId id, Envelope envelope) {
        messages.computeIfPresent(id, (_, message) -> new QueuedMessage(id, message.queue(), envelope,
            message.recipients(), message.history(), message.content()));
    }

    @Override public synchronized boolean remove(QueueId id) {
        return messages.remove(id) != null;
    }

    @Override public long free() {
        return Long.MAX_VALUE;
    }

    @Override public void close() {
        // Nothing is held that would have to be given back.
    }

    private final class Draft implements Incoming {
        private final QueueId id;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Draft(QueueId id) {
            this.id = id;
        }

        @Override public QueueId id() {
            return id;
        }

        @Override public void write(byte[] from, int offset, int length) throws IOException {
            if (bytes.size() + length > room) throw new IOException("no space left");
            bytes.write(from, offset, length);
        }

        @Override public long size() {
            return bytes.size();
        }

        @Override public Content publish(Envelope envelope, List<Recipient> recipients, QueueName queue)
                throws IOException {
            synchronized (MemoryStore.this) {
                if (refusesPublish) throw new IOException("disk failed");
                var content = Content.of(bytes.toByteArray());
                messages.put(id, new QueuedMessage(id, queue, envelope, recipients, List.of(), content));
                return content;
            }
        }

        @Override public void close() {
            bytes.reset();
        }
    }
}
