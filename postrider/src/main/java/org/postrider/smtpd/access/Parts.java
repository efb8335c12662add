package org.postrider.smtpd.access;

import java.util.function.Function;
import java.util.function.Predicate;
import org.postrider.dns.Resolver;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Router;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Ip;
import org.postrider.time.Time;
import org.postrider.verify.AddressVerifier;

/// What restrictions work with.
///
/// @param tables    of this service
/// @param ours      whether mail for a domain is local: `myorigin`, `mydestination` and our own addresses
/// @param own       true for addresses that mail is received on: `inet_interfaces`
/// @param log       of the service, for what is wrong with its configuration
public record Parts(Tables tables, Addresses addresses, Resolver resolver, Predicate<Ip> own, Connector connector,
                    AddressVerifier verifier, Time time, Log log) {
    /// Where addresses go.
    public record Addresses(Rewriter rewriter, Router router, Function<String, MatchList.Answer> ours) {}
}
