package org.postrider.master;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.Outcome;
import org.postrider.log.Log;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// The supervisor's side of [RemoteAgent]: takes deliveries one after the other from each connection.
///
/// @param agents by master.cf service name, as of the last reload
record AgentServer(Supplier<Map<String, DeliveryAgent>> agents, Log log) implements LinkServer.Talk {
    @Override public void with(UnixLink link) throws IOException {
        for (;;) {
            var asked = RemoteAgent.Asked.read(link.in());
            var content = asked.request().content();
            try {
                Codec.delivery(link.out(), deliver(asked.service(), asked.request()));
                link.out().flush();
            } finally {
                if (content instanceof SpooledContent spooled) spooled.close();
            }
        }
    }

    private Delivery deliver(String service, DeliveryRequest request) {
        var agent = Optional.ofNullable(agents.get().get(service));
        if (agent.isEmpty()) return all(request, Why.of("4.3.0", "mail transport unavailable"));
        try {
            return agent.get().deliver(request);
        } catch (RuntimeException bug) {
            log.panic("delivery by " + service + " of " + request.id(), bug);
            return all(request, Why.of("4.3.0", "unknown mail transport error"));
        }
    }

    private static Delivery all(DeliveryRequest request, Why why) {
        var fate = new Fate.Deferred(why);
        return new Delivery(request.recipients().stream().map(r -> new Outcome(r, fate)).toList(),
            new Delivery.Health.Dead(why));
    }
}
