package org.postrider.smtpd.access;

import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.status.Reply;

/// What one restriction, or a list of them, comes to.
sealed interface Outcome {
    enum Plain implements Outcome {
        /// No opinion: the next one decides.
        NEXT,
        /// The rest of the list is not looked at.
        PERMIT
    }

    Outcome NEXT = Plain.NEXT;
    Outcome PERMIT = Plain.PERMIT;

    /// Ends all lists.
    record Refused(Trouble trouble, Reply reply) implements Outcome {}

    /// Ends the session.
    record HungUp() implements Outcome {}

    /// Whether no further list matters.
    default boolean ends() {
        return switch (this) {
            case Plain _ -> false;
            case Refused _, HungUp _ -> true;
        };
    }
}
