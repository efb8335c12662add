package org.postrider.delivery;

import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Why;

/// What became of one recipient of a request.
public record Outcome(Recipient recipient, Fate fate) {
    /// The same as a sender is told of it who asked to hear of success: then the notice names who took the mail. Log
    /// lines have that elsewhere.
    ///
    /// @param relay as the log calls it
    public Outcome told(String relay) {
        if (!recipient.notices().contains(Notify.SUCCESS)) return this;
        return switch (fate) {
            case Fate.Delivered(Why why) -> new Outcome(recipient, new Fate.Delivered(via(relay, why)));
            case Fate.Relayed(Why why) -> new Outcome(recipient, new Fate.Relayed(via(relay, why)));
            case Fate.PassedOn _, Fate.Expanded _, Fate.Deferred _, Fate.Bounced _ -> this;
        };
    }

    private static Why via(String relay, Why why) {
        return new Why(why.status(), "delivery via " + relay + ": " + why.text(), why.diagnostic(), why.mta());
    }
}
