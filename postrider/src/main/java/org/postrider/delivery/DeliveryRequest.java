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
/// @param backlog    other mail waits for the same destination: connections are worth keeping
public record DeliveryRequest(QueueId id, Envelope envelope, Content content, String nexthop,
                              List<Recipient> recipients, Timing timing, Purpose purpose, boolean backlog) {
    /// Why it is asked. PROBE (address verification, `sendmail -bv`) must not deliver anything.
    public enum Purpose { DELIVER, PROBE }

    public DeliveryRequest {
        recipients = List.copyOf(recipients);
    }

    /// Without a backlog.
    public DeliveryRequest(QueueId id, Envelope envelope, Content content, String nexthop,
                           List<Recipient> recipients, Timing timing, Purpose purpose) {
        this(id, envelope, content, nexthop, recipients, timing, purpose, false);
    }

    public DeliveryRequest withBacklog(boolean other) {
        return new DeliveryRequest(id, envelope, content, nexthop, recipients, timing, purpose, other);
    }
}
