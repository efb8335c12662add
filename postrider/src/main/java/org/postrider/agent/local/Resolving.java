package org.postrider.agent.local;

import org.postrider.address.Address;
import org.postrider.resolve.Route;

/// Finds out where an address leads that an alias or a file names.
final class Resolving {
    private final Stations stations;

    Resolving(Stations stations) {
        this.stations = stations;
    }

    /// What is ours is delivered here and now; all else gets a message of its own.
    ///
    /// @param text the address in internal form
    void deliver(Job job, Target from, Rights rights, String text) {
        var target = from.deeper();
        var address = stations.complete(new Address(text));
        switch (stations.parts().router().route(Address.NULL, address)) {
            case Route.Unavailable _ -> job.defer(target, "4.3.0", "address resolver failure");
            case Route.Unroutable _ -> job.bounce(target, "5.1.3", "bad recipient address syntax: " + address);
            case Route.To(String transport, String _, Address recipient, Route.AddressClass _) -> {
                var next = target.at(extended(target, recipient));
                if (transport.equals(stations.service())) stations.recipients().deliver(job, next, rights);
                else stations.indirect(job, next);
            }
        }
    }

    /// With the extension that nobody wanted before.
    private static Address extended(Target target, Address address) {
        if (target.unmatched().isEmpty()) return address;
        String local = address.local() + target.name().delimiter() + target.unmatched().get();
        return address.hasDomain() ? new Address(local + "@" + address.domain()) : new Address(local);
    }
}
