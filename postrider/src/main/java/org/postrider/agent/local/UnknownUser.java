package org.postrider.agent.local;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.ConfigException;
import org.postrider.table.Fold;
import org.postrider.table.MapList;
import org.postrider.table.Table.Answer;
import org.postrider.table.Use;

/// Mail for those that are neither alias nor user.
final class UnknownUser {
    private final Stations stations;
    private final MapList transports;
    private final String transport;
    private final String relay;

    UnknownUser(Stations stations) {
        this.stations = stations;
        var rules = stations.rules();
        transports = stations.parts().tables().maps(LocalParams.FALLBACK_TRANSPORT_MAPS, Use.GUARDED);
        transport = rules.get(LocalParams.FALLBACK_TRANSPORT);
        relay = rules.get(LocalParams.LUSER_RELAY);
    }

    void deliver(Job job, Target from, Rights rights) {
        var target = from.deeper();
        String user = target.name().user();
        if (!job.isFirst("deliver_unknown " + target.name().local())) return;
        switch (transports.lookup(user)) {
            case Answer.Found(String service) -> stations.passOn().deliver(job, target, service);
            case Answer.Unavailable _ -> job.defer(target, "4.3.0", "table lookup failure");
            case Answer.Absent() -> {
                if (!transport.isEmpty()) stations.passOn().deliver(job, target, transport);
                else if (!relay.isEmpty()) relay(job, target.withUnmatched(Optional.empty()), rights);
                else refuse(job, target);
            }
        }
    }

    private void relay(Job job, Target target, Rights rights) {
        Address address;
        try {
            address = Quoting.internal(new Facts(target, rights, stations.rules()).expand(relay, "").text());
        } catch (ConfigException e) {
            job.log().warning("bad parameter value syntax for " + LocalParams.LUSER_RELAY + ": " + e.getMessage());
            job.defer(target, "4.3.5", "mail system configuration error");
            return;
        }
        boolean same = Fold.key(stations.complete(address).text())
            .equals(Fold.key(target.recipient().address().text()));
        if (same) unknown(job, target);
        else stations.resolving().deliver(job, target, rights, address.text());
    }

    private static void refuse(Job job, Target target) {
        String user = target.name().user();
        if (user.equals("mailer-daemon") || user.equals("postmaster")) {
            job.log().warning("required alias not found: " + user);
            job.sent(target, "discarded");
        } else unknown(job, target);
    }

    private static void unknown(Job job, Target target) {
        job.bounce(target, "5.1.1", "unknown user: \"" + target.name().user() + "\"");
    }
}
