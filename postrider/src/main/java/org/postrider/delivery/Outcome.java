package org.postrider.delivery;

import org.postrider.queue.Recipient;
import org.postrider.status.Fate;

/// What became of one recipient of a request.
public record Outcome(Recipient recipient, Fate fate) {}
