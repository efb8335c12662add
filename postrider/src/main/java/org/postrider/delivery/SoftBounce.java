package org.postrider.delivery;

import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// An agent under `soft_bounce = yes`: what it would return to the sender stays in the queue. Agents say what they
/// found; [DeliveryLog] calls it SOFTBOUNCE.
public record SoftBounce(DeliveryAgent agent) implements DeliveryAgent {
    /// The agent as the settings want it.
    public static DeliveryAgent asSet(Settings settings, DeliveryAgent agent) {
        return settings.get(SiteParams.SOFT_BOUNCE) ? new SoftBounce(agent) : agent;
    }

    /// Probes have no message that could stay.
    @Override public Delivery deliver(DeliveryRequest request) {
        var delivery = agent.deliver(request);
        if (request.purpose() == DeliveryRequest.Purpose.PROBE) return delivery;
        return new Delivery(delivery.outcomes().stream().map(SoftBounce::soft).toList(), delivery.health());
    }

    private static Outcome soft(Outcome outcome) {
        return outcome.fate() instanceof Fate.Bounced(Why why)
            ? new Outcome(outcome.recipient(), new Fate.Deferred(why.withClass('4')), outcome.relay()) : outcome;
    }
}
