package org.postrider.cleanup;

import java.util.Set;
import org.postrider.address.Address;
import org.postrider.queue.QueueId;
import org.postrider.status.Notify;

/// A message on its way in. Used by one thread. The first trouble is remembered and told by [#commit]; everything
/// after it is taken and dropped. Closing without commit leaves nothing behind.
public interface Draft extends AutoCloseable {
    QueueId id();

    /// Adds a recipient.
    ///
    /// @param address  internal form
    /// @param original as the client gave it
    /// @param orcpt    empty when absent
    void recipient(Address address, Address original, String orcpt, Set<Notify> notify);

    /// Sets an attribute of the envelope (see [org.postrider.queue.Envelope#attributes]) that is known only now.
    void attribute(String name, String value);

    /// Appends content: LF line ends, dots unstuffed; header first, divided anywhere. What the caller adds (Received)
    /// it writes first.
    void content(byte[] bytes, int offset, int length);

    /// Ends the message and makes it durable.
    Verdict commit();

    @Override void close();

    /// How the message ended.
    sealed interface Verdict {
        /// Durable in the queue.
        record Queued() implements Verdict {}

        /// Taken and thrown away as a DISCARD action asked: answered like Queued.
        record Discarded() implements Verdict {}

        /// Not taken.
        ///
        /// @param text enhanced status and reason, as a content check gave them; empty: the problem's standard text
        record Failed(Problem problem, String text) implements Verdict {}
    }

    /// Postfix's cleanup status, in the order in which one outranks the next.
    enum Problem {
        /// malformed internal request
        BAD("internal protocol error"),
        /// try later
        DEFER("service unavailable"),
        /// write error
        WRITE("queue file write error"),
        /// larger than `message_size_limit`
        SIZE("message file too big"),
        /// refused by content checks
        CONTENT("message content rejected"),
        /// more than `hopcount_limit` Received headers
        HOPS("too many hops"),
        /// no recipients left
        RECIPIENTS("no recipients specified"),
        /// not allowed to submit
        PERMISSION("service denied");

        private final String text;

        Problem(String text) {
            this.text = text;
        }

        /// Postfix's words for it.
        public String text() {
            return text;
        }
    }
}
