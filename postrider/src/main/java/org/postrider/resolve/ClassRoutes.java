package org.postrider.resolve;

import static org.postrider.resolve.ResolveParams.DEFAULT_TRANSPORT;
import static org.postrider.resolve.ResolveParams.EMPTY_ADDRESS_DEFAULT_TRANSPORT_KEY;
import static org.postrider.resolve.ResolveParams.EMPTY_ADDRESS_RELAYHOST_KEY;
import static org.postrider.resolve.ResolveParams.LOCAL_TRANSPORT;
import static org.postrider.resolve.ResolveParams.RELAYHOST;
import static org.postrider.resolve.ResolveParams.RELAY_TRANSPORT;
import static org.postrider.resolve.ResolveParams.SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS;
import static org.postrider.resolve.ResolveParams.SENDER_DEPENDENT_RELAYHOST_MAPS;
import static org.postrider.resolve.ResolveParams.VIRTUAL_TRANSPORT;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.table.AddressMaps;
import org.postrider.table.AddressMaps.Answer.Absent;
import org.postrider.table.AddressMaps.Answer.Found;
import org.postrider.table.AddressMaps.Answer.Unavailable;
import org.postrider.text.Latin1;

/// Transport and next hop that each address class has by main.cf, before any table of recipients is asked.
final class ClassRoutes {
    /// What is found for the sender decides nothing: go on with the common setting.
    private static final String DUNNO = "DUNNO";

    sealed interface Answer {
        /// @param parameter where the transport comes from
        record Says(Hop hop, String parameter) implements Answer {}

        record Failed(String why) implements Answer {}
    }

    private final Settings settings;
    private final AddressMaps relayhosts, defaultTransports;

    ClassRoutes(Settings settings, SiteTables tables) {
        this.settings = settings;
        relayhosts = tables.relayhosts();
        defaultTransports = tables.defaultTransports();
    }

    Answer local(String domain) {
        return says(LOCAL_TRANSPORT, domain);
    }

    Answer virtual(String domain) {
        return says(VIRTUAL_TRANSPORT, domain);
    }

    Answer relay(Address sender, String domain) {
        return viaRelayhost(sender, domain, settings.get(RELAY_TRANSPORT), RELAY_TRANSPORT.name());
    }

    Answer other(Address sender, String domain) {
        var parameter = SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS.name();
        return switch (defaultTransports.find(key(sender, EMPTY_ADDRESS_DEFAULT_TRANSPORT_KEY))) {
            case Found(String value, _) -> viaRelayhost(sender, domain,
                Latin1.same(value, DUNNO) ? settings.get(DEFAULT_TRANSPORT) : value, parameter);
            case Absent _ -> viaRelayhost(sender, domain, settings.get(DEFAULT_TRANSPORT), DEFAULT_TRANSPORT.name());
            case Unavailable _ -> new Answer.Failed(parameter + " lookup failure");
        };
    }

    private Answer says(Param<String> transport, String domain) {
        return new Answer.Says(Hop.of(settings.get(transport), domain), transport.name());
    }

    /// Mail for other hosts: by the sender's relay host, the common one, or straight.
    private Answer viaRelayhost(Address sender, String domain, String transport, String parameter) {
        return switch (relayhosts.find(key(sender, EMPTY_ADDRESS_RELAYHOST_KEY))) {
            case Found(String value, _) when !Latin1.same(value, DUNNO) ->
                new Answer.Says(Hop.of(transport, value), parameter);
            case Found _, Absent _ -> new Answer.Says(Hop.of(transport, common(domain)), parameter);
            case Unavailable _ -> new Answer.Failed(SENDER_DEPENDENT_RELAYHOST_MAPS.name() + " lookup failure");
        };
    }

    private String common(String domain) {
        return Optional.of(settings.get(RELAYHOST)).filter(host -> !host.isEmpty()).orElse(domain);
    }

    private Address key(Address sender, Param<String> forNull) {
        return sender.isNull() ? new Address(settings.get(forNull)) : sender;
    }
}
