package org.postrider.agent.smtp;

import org.postrider.address.Address;
import org.postrider.queue.Envelope;
import org.postrider.queue.Recipient;

/// The addresses of a delivery as the server shall see them.
interface Envelopes {
    Address sender();

    Address recipient(Recipient recipient);

    /// As they are.
    static Envelopes plain(Envelope envelope) {
        return new Envelopes() {
            @Override public Address sender() {
                return envelope.sender();
            }

            @Override public Address recipient(Recipient recipient) {
                return recipient.address();
            }
        };
    }
}
