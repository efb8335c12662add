package org.postrider.delivery;

import java.util.List;
import org.postrider.message.Content;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.queue.Recipient;

/// One message for one next hop.
///
/// @param nexthop    as routed: domain, `[host]:port`, or what the transport takes
/// @param recipients at least one; each gets exactly one [Outcome]
/// @param purpose    deliver, or only find out
public record DeliveryRequest(QueueId id, Envelope envelope, Content content, String nexthop,
                              List<Recipient> recipients, Timing timing, Purpose purpose) {
    /// Why it is asked. PROBE (address verification, `sendmail -bv`) must not deliver anything.
    public enum Purpose { DELIVER, PROBE }

    public DeliveryRequest {
        recipients = List.copyOf(recipients);
    }
}
