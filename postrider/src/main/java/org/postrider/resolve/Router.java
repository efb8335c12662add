package org.postrider.resolve;

import org.postrider.address.Address;

/// Decides transport, next hop and class of a recipient.
@FunctionalInterface
public interface Router {
    /// May block on tables. Never throws for what a table does.
    Route route(Address sender, Address recipient);
}
