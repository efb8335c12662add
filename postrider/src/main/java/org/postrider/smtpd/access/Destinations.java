package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.ALLOW_UNTRUSTED_ROUTING;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Route;
import org.postrider.resolve.Route.AddressClass;
import org.postrider.table.Fold;

/// Where addresses would go if the mail were taken.
final class Destinations {
    private final Parts.Addresses addresses;
    private final boolean trustsRoutes;

    Destinations(Settings settings, Parts.Addresses addresses) {
        this.addresses = addresses;
        trustsRoutes = settings.get(ALLOW_UNTRUSTED_ROUTING);
    }

    sealed interface Resolved {
        /// @param recipient complete and in lower case
        /// @param routed    says itself where another server should send it on to
        record To(Address recipient, AddressClass addressClass, String transport, String nexthop, boolean routed)
            implements Resolved {
            /// We deliver it ourselves, or know its aliases.
            boolean isFinal() {
                return switch (addressClass) {
                    case LOCAL, VIRTUAL_ALIAS, VIRTUAL_MAILBOX -> true;
                    case RELAY, DEFAULT -> false;
                };
            }

            boolean isLiteral() {
                return recipient.domain().startsWith("[") && recipient.domain().endsWith("]");
            }
        }

        /// A table could not tell.
        record Unknown() implements Resolved {}
    }

    /// What was found out during one [Trial].
    static final class Memo {
        private final Map<Address, Resolved> known = new HashMap<>(4);
    }

    /// Resolves the recipient of mail from this sender.
    Resolved recipient(Trial trial, Address recipient) {
        return resolve(trial, trial.mail().sender(), recipient);
    }

    /// Resolves a sender as if mail to it came from the recipient.
    Resolved sender(Trial trial, Address sender) {
        return resolve(trial, trial.mail().recipient(), sender);
    }

    Resolved of(Trial trial, Subject subject, Address address) {
        return subject.isSender() ? sender(trial, address) : recipient(trial, address);
    }

    private Resolved resolve(Trial trial, Optional<Address> from, Address address) {
        return trial.memo().known.computeIfAbsent(address, _ -> resolve(from.orElse(Address.NULL), address));
    }

    private Resolved resolve(Address from, Address address) {
        var complete = rewritten(address);
        return switch (addresses.router().route(rewritten(from), complete)) {
            case Route.To to -> new Resolved.To(new Address(Fold.key(to.recipient().text())), to.addressClass(),
                to.transport(), to.nexthop(), to.isRouted());
            // no destination of ours: the session refuses such an address before anybody asks here
            case Route.Unroutable _ -> new Resolved.To(new Address(Fold.key(complete.text())), AddressClass.DEFAULT, "",
                "", false);
            case Route.Unavailable _ -> new Resolved.Unknown();
        };
    }

    private Address rewritten(Address address) {
        return address.isNull() ? address : addresses.rewriter().rewrite(Rewriter.Context.LOCAL, address);
    }

    /// Whether anybody may send mail there: to our own domains and to `relay_domains`, but not by a route through them.
    boolean isAuthorized(Resolved.To to) {
        if (!trustsRoutes && to.routed()) return false;
        return to.isFinal() || to.addressClass() == AddressClass.RELAY;
    }

    /// A recipient that goes on from us by its own instructions is nothing that an access table may permit.
    boolean isSuspicious(Resolved.To to) {
        return !trustsRoutes && to.routed();
    }
}
