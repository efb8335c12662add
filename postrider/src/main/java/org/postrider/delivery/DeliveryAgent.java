package org.postrider.delivery;

/// Delivers. One object per master.cf row, used by many threads.
@FunctionalInterface
public interface DeliveryAgent {
    /// Tries each recipient once, logs one line for each ([DeliveryLog]) and reports. Blocks for as long as it takes.
    /// Never throws for anything the world does: what could not be done is [org.postrider.status.Fate.Deferred].
    Delivery deliver(DeliveryRequest request);
}
