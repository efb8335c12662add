package org.postrider.agent.local;

import java.util.List;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// Leaves a recipient to another delivery agent (`mailbox_transport`, `fallback_transport`).
final class PassOn {
    private final Stations stations;

    PassOn(Stations stations) {
        this.stations = stations;
    }

    /// @param service `transport` or `transport:nexthop`
    void deliver(Job job, Target target, String service) {
        int colon = service.indexOf(':');
        String transport = colon < 0 ? service : service.substring(0, colon);
        String nexthop = colon < 0 ? "" : service.substring(colon + 1);
        var request = job.request();
        var recipient = target.recipient();
        job.log().info(request.id() + ": passing <" + recipient.address() + "> to transport=" + transport);
        var agent = stations.parts().agents().apply(transport);
        if (agent.isEmpty()) {
            job.log().warning("connect to transport private/" + transport + ": No such file or directory");
            job.report(target, new Fate.Deferred(Why.of("4.3.0", "mail transport unavailable")), "none");
            return;
        }
        var passed = new DeliveryRequest(request.id(), request.envelope(), request.content(),
            nexthop.isEmpty() ? request.nexthop() : nexthop, List.of(recipient), request.timing(), request.purpose());
        agent.get().deliver(passed).outcomes().forEach(job::record);
    }
}
