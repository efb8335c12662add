package org.postrider.verify;

import org.postrider.address.Address;

/// Knows whether mail to an address would be taken, or finds out. Safe for any thread.
@FunctionalInterface
public interface AddressVerifier {
    Answer query(Address address);

    /// @param why as a delivery attempt would be logged
    record Answer(Status status, String why) {}

    enum Status {
        OK,
        /// it would be tried again
        DEFERRED,
        BOUNCED,
        /// a probe is on its way
        PENDING
    }
}
