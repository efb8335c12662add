package org.postrider.resolve;

import static org.postrider.config.SiteParams.MYORIGIN;
import static org.postrider.resolve.ResolveParams.RELOCATED_MAPS;
import static org.postrider.resolve.ResolveParams.SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS;
import static org.postrider.resolve.ResolveParams.SENDER_DEPENDENT_RELAYHOST_MAPS;
import static org.postrider.resolve.ResolveParams.TRANSPORT_MAPS;

import java.util.function.Function;
import org.postrider.config.Settings;
import org.postrider.table.AddressMaps;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;

/// The tables that routing asks.
///
/// @param relayhosts        by sender
/// @param defaultTransports by sender
/// @param transports        by recipient
/// @param relocated         by recipient
record SiteTables(AddressMaps relayhosts, AddressMaps defaultTransports, TransportMaps transports,
                  AddressMaps relocated) {
    static SiteTables open(Settings settings, Tables tables, AddressClasses classes) {
        var extension = Extensions.of(settings);
        String origin = settings.get(MYORIGIN);
        Function<String, MatchList.Answer> local = domain ->
            Latin1.same(domain, origin) ? MatchList.MATCH : classes.local(domain);
        return new SiteTables(
            new AddressMaps(tables.maps(SENDER_DEPENDENT_RELAYHOST_MAPS), extension, local),
            new AddressMaps(tables.maps(SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS), extension, local),
            new TransportMaps(new AddressMaps(tables.maps(TRANSPORT_MAPS), extension, local),
                MatchList.parentsMatch(tables, TRANSPORT_MAPS.name())),
            new AddressMaps(tables.maps(RELOCATED_MAPS), extension, local));
    }
}
