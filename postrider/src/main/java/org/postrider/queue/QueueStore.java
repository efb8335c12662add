package org.postrider.queue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postrider.message.Content;

/// The queue. What it acknowledged it gives back after any crash.
///
/// All methods may be called by any thread, and block. After a crash a recorded attempt may be missing (so a message may be delivered
/// twice), a published message never. Messages in [QueueName#ACTIVE] and [QueueName#INCOMING] come back as INCOMING.
public interface QueueStore extends AutoCloseable {
    /// Starts a message under a new id. Nothing of it exists for anybody else until it is published.
    ///
    /// @throws IOException when there is less room than `queue_minfree`, or nothing can be written now
    Incoming begin() throws IOException;

    /// Calls with every message there is, in no particular order; those that come or go meanwhile may be missed.
    void forEach(Consumer<QueueEntry> each);

    Optional<QueueEntry> entry(QueueId id);

    /// Reads a message; empty when there is none (any more).
    ///
    /// @throws IOException when it cannot be read; [DamagedException] when it never will
    Optional<QueuedMessage> read(QueueId id) throws IOException;

    /// Appends what became of recipients. On return the attempts are known to every reader; they reach the disk with
    /// the next sync.
    void record(QueueId id, List<Attempt> attempts) throws IOException;

    /// Moves to the deferred queue until that moment.
    void defer(QueueId id, Instant nextTry) throws IOException;

    /// Moves to another queue; false when there is no such message.
    boolean move(QueueId id, QueueName to) throws IOException;

    /// Ends its life early: the next attempt that fails is the last (`postsuper -e`). False when there is no
    /// such message.
    boolean expire(QueueId id) throws IOException;

    /// Sets attributes of the envelope, durably: that a delay warning was sent, another arrival time on requeue.
    void amend(QueueId id, Envelope envelope) throws IOException;

    /// Removes for good; false when there is no such message.
    boolean remove(QueueId id) throws IOException;

    /// Bytes that can still be stored.
    long free() throws IOException;

    @Override void close() throws IOException;

    /// A message on its way into the queue. Used by one thread. Closing it before it is published leaves nothing behind.
    interface Incoming extends AutoCloseable {
        QueueId id();

        /// Appends to the content.
        void write(byte[] bytes, int offset, int length) throws IOException;

        /// Bytes written so far.
        long size();

        /// Makes the message durable with all of its content and envelope, then visible in `queue` (INCOMING or HOLD).
        ///
        /// @return the content, at hand when small
        /// @throws IOException when it is not durable; it will not turn up later either
        Content publish(Envelope envelope, List<Recipient> recipients, QueueName queue) throws IOException;

        @Override void close();
    }
}
