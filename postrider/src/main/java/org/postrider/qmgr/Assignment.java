package org.postrider.qmgr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.resolve.Route;
import org.postrider.resolve.Router;

/// A message's recipients by transport and next hop.
///
/// @param groups in the order of their first recipients
record Assignment(Map<Hop, List<Recipient>> groups) {
    /// @param nexthop for `error` and `retry`: status and text
    record Hop(String transport, String nexthop) {}

    static Assignment of(QueuedMessage message, List<Recipient> recipients, Router router, Diversion diversion) {
        var groups = new LinkedHashMap<Hop, List<Recipient>>();
        var sender = message.envelope().sender();
        for (var recipient : recipients) {
            var filter = diversion.hop(recipient);
            if (filter.isPresent()) {
                groups.computeIfAbsent(filter.get(), _ -> new ArrayList<>(1)).add(recipient);
                continue;
            }
            var route = router.route(sender, recipient.address());
            groups.computeIfAbsent(hop(route), _ -> new ArrayList<>(1)).add(routed(recipient, route));
        }
        return new Assignment(groups);
    }

    private static Hop hop(Route route) {
        return switch (route) {
            case Route.To to -> new Hop(to.transport(), to.nexthop());
            case Route.Unroutable bad -> new Hop("error", bad.status() + " " + bad.text());
            case Route.Unavailable _ -> new Hop("retry", "4.3.0 address resolver failure");
        };
    }

    private static Recipient routed(Recipient recipient, Route route) {
        if (!(route instanceof Route.To to)) return recipient;
        Address address = to.recipient();
        return address.equals(recipient.address()) ? recipient : recipient.withAddress(address);
    }
}
