package org.postrider.agent.smtp;

import java.util.HashMap;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.queue.Recipient;

/// The addresses of a delivery as servers see them.
///
/// @param others what recipients have become, by their number in the message; those that aren't there stay as they are
record Envelopes(Address sender, Map<Integer, Address> others) {
    static Envelopes of(DeliveryRequest request, Generic generic, Generic.Trouble trouble) {
        if (generic.isEmpty()) return new Envelopes(request.envelope().sender(), Map.of());
        var sender = generic.map(request.envelope().sender(), trouble);
        var others = new HashMap<Integer, Address>();
        for (var recipient : request.recipients())
            others.put(recipient.index(), generic.map(recipient.address(), trouble));
        return new Envelopes(sender, others);
    }

    Address recipient(Recipient recipient) {
        return others.getOrDefault(recipient.index(), recipient.address());
    }
}
