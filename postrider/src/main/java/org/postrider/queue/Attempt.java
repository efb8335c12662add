package org.postrider.queue;

import java.time.Instant;
import org.postrider.status.Fate;

/// What became of a recipient, when, kept until the message is gone: the matter that bounces are made of.
///
/// @param recipient index of the [Recipient]
/// @param relay     who was asked, as logged; empty when nobody was
public record Attempt(int recipient, Instant when, Fate fate, String relay) {
    public Attempt(int recipient, Instant when, Fate fate) {
        this(recipient, when, fate, "");
    }
}
