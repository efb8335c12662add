package org.postrider.smtpd.access;

import java.util.List;
import org.postrider.address.Address;
import org.postrider.status.Reply;

/// What the restrictions of a stage come to.
///
/// @param effects what is to be done with the message besides, in order, also when this recipient is refused: the
///                message may have others
public record Ruling(Verdict verdict, List<Effect> effects) {
    public static final Ruling PASS = new Ruling(new Verdict.Pass(), List.of());

    public static Ruling refuse(Trouble trouble, Reply reply) {
        return new Ruling(new Verdict.Refuse(trouble, reply), List.of());
    }

    public sealed interface Verdict {
        record Pass() implements Verdict {}

        /// Answer with this reply and log it with [RejectLog]. After a 421 or 521 the session ends.
        record Refuse(Trouble trouble, Reply reply) implements Verdict {}

        /// Close the connection without a word; it has been logged.
        record HangUp() implements Verdict {}
    }

    /// What kind of problem a refusal is: `notify_classes` decides by it whether the postmaster gets a transcript.
    public enum Trouble {
        POLICY, PROTOCOL, BOUNCE, RESOURCE, SOFTWARE, DATA;

        /// Not ours: only then `warn_if_reject` may let it pass.
        boolean isSendersFault() {
            return switch (this) {
                case POLICY, PROTOCOL, BOUNCE -> true;
                case RESOURCE, SOFTWARE, DATA -> false;
            };
        }
    }

    /// What a message has to go through; holds until the transaction ends.
    public sealed interface Effect {
        /// Into the hold queue.
        record Hold() implements Effect {}

        /// Taken and thrown away. No further restriction is looked at for this message.
        record Discard() implements Effect {}

        /// @param to `transport:nexthop`; the last one counts
        record Filter(String to) implements Effect {}

        /// Goes there instead of to its recipients; the last one counts.
        record Redirect(Address to) implements Effect {}

        /// One more recipient, without any notification.
        record Bcc(Address to) implements Effect {}

        /// @param header a whole header line, placed above all others, below our Received:
        record Prepend(String header) implements Effect {}
    }
}
