package org.postrider.qmgr;

import java.util.List;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.qmgr.Assignment.Hop;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;

/// Where a message was told to go before, or instead of, going to its recipients: `content_filter`, FILTER and REDIRECT
/// actions. REDIRECT outranks the others.
///
/// @param redirect the only address that gets it
/// @param filter   `transport:nexthop` that gets it, with all its recipients
/// @param nexthop  for a filter that names none; empty: the recipient's domain
/// @param host     for a recipient without domain
record Diversion(Optional<Address> redirect, Optional<String> filter, String nexthop, String host) {
    static Diversion of(QueuedMessage message, Settings settings) {
        var envelope = message.envelope();
        return new Diversion(text(envelope.attribute("redirect")).map(Address::new),
            text(envelope.attribute("content_filter")), settings.get(QmgrParams.DEFAULT_FILTER_NEXTHOP),
            settings.get(SiteParams.MYHOSTNAME));
    }

    private static Optional<String> text(String attribute) {
        return Optional.of(attribute).filter(text -> !text.isEmpty());
    }

    /// Who gets the message: of those to whom it is redirected, the first stands for all.
    List<Recipient> keep(List<Recipient> recipients) {
        return redirect.filter(_ -> !recipients.isEmpty())
            .map(other -> List.of(recipients.getFirst().withAddress(other))).orElse(recipients);
    }

    /// The filter's; empty when the recipient goes his own way.
    Optional<Hop> hop(Recipient recipient) {
        return redirect.isPresent() ? Optional.empty() : filter.map(text -> hop(text, recipient.address()));
    }

    private Hop hop(String text, Address recipient) {
        int colon = text.indexOf(':');
        String transport = colon < 0 ? text : text.substring(0, colon), next = text.substring(colon + 1);
        if (colon >= 0 && !next.isEmpty()) return new Hop(transport, next);
        if (!nexthop.isEmpty()) return new Hop(transport, nexthop);
        return new Hop(transport, recipient.domain().isEmpty() ? host : recipient.domain());
    }
}
