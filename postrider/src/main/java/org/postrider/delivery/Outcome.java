package org.postrider.delivery;

import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Why;

/// What became of one recipient of a request.
///
/// @param relay as logged, see [DeliveryLog]; `none` where nobody was asked
public record Outcome(Recipient recipient, Fate fate, String relay) {
    private static final String NOBODY = "none";

    public Outcome(Recipient recipient, Fate fate) {
        this(recipient, fate, NOBODY);
    }

    /// The same as a sender is told of it who asked to hear of success: then the notice names who took the mail. Log
    /// lines have that elsewhere.
    ///
    /// @param by the relay, as the log calls it
    public Outcome told(String by) {
        if (!recipient.notices().contains(Notify.SUCCESS)) return this;
        return switch (fate) {
            case Fate.Delivered(Why why) -> new Outcome(recipient, new Fate.Delivered(via(by, why)), by);
            case Fate.Relayed(Why why) -> new Outcome(recipient, new Fate.Relayed(via(by, why)), by);
            case Fate.PassedOn _, Fate.Expanded _, Fate.Deferred _, Fate.Bounced _ -> this;
        };
    }

    private static Why via(String relay, Why why) {
        return new Why(why.status(), "delivery via " + relay + ": " + why.text(), why.diagnostic(), why.mta());
    }
}
