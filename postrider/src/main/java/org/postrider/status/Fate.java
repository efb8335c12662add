package org.postrider.status;

/// What became of one recipient in one attempt.
public sealed interface Fate {
    Why why();

    /// Delivered for good, into a mailbox or command: action `delivered`.
    record Delivered(Why why) implements Fate {}

    /// Handed to a server that doesn't do delivery status notifications itself: action `relayed`.
    record Relayed(Why why) implements Fate {}

    /// Handed to a server that takes over the sender's wish for notifications: nothing left to report.
    record PassedOn(Why why) implements Fate {}

    /// Replaced by other addresses that are delivered in their own right: action `expanded`.
    record Expanded(Why why) implements Fate {}

    /// Not now: action `delayed`.
    record Deferred(Why why) implements Fate {}

    /// Never: action `failed`.
    record Bounced(Why why) implements Fate {}

    /// True when the recipient needs no further attempt.
    default boolean isFinal() {
        return !(this instanceof Deferred);
    }

    /// Postfix's word after `status=`.
    default String word() {
        return switch (this) {
            case Delivered _, Relayed _, PassedOn _, Expanded _ -> "sent";
            case Deferred _ -> "deferred";
            case Bounced _ -> "bounced";
        };
    }
}
