package org.postrider.queue;

import java.time.Instant;
import org.postrider.status.Fate;

/// What became of a recipient, when, kept until the message is gone: the matter that bounces are made of.
///
/// @param recipient index of the [Recipient]
public record Attempt(int recipient, Instant when, Fate fate) {}
