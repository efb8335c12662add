package org.postrider.smtpd.access;

import java.util.List;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.text.Hostname;
import org.postrider.text.Ip;

/// Lists of clients and domains in the DNS: those that are refused (RFC 5782) and those that are let in.
final class DnsLists {
    /// What a list says in TXT records is not shown beyond this.
    private static final int LONGEST_REASON = 500;
    private static final String BETWEEN_REASONS = " / ";

    private final Site site;
    private final ListReply reply;
    private final Failures failures;

    DnsLists(Site site) {
        this.site = site;
        reply = new ListReply(site);
        failures = new Failures(site.parts().time());
    }

    /// A list as a restriction names it: `domain` or `domain=d.d.d.d`.
    record Zone(String text, String domain, Optional<IpPattern> filter) {
        static Zone of(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) return new Zone(text, text, Optional.empty());
            try {
                return new Zone(text, text.substring(0, equals),
                    Optional.of(IpPattern.parse(text.substring(equals + 1))));
            } catch (ConfigException bad) {
                throw new ConfigException("RBL reply error: " + bad.getMessage() + " in " + text);
            }
        }
    }

    sealed interface Found {
        record No() implements Found {}

        /// @param reason what TXT records say; may be empty
        record Yes(String reason) implements Found {}

        /// The DNS could not tell, which has been logged.
        record Unknown() implements Found {}
    }

    private static final Found NO = new Found.No();
    private static final Found UNKNOWN = new Found.Unknown();

    void declare(Keywords all) {
        for (String name : List.of("reject_rbl_client", "reject_rbl"))
            add(all, name, zone -> (trial, _) -> refuse(trial, zone, client(trial), byAddress(trial, zone)));
        add(all, "permit_dnswl_client", zone -> permit("permit_dnswl_client", trial -> byAddress(trial, zone)));
        add(all, "permit_rhswl_client", zone -> permit("permit_rhswl_client",
            trial -> Who.CLIENT.name(trial).map(name -> byDomain(trial, zone, name)).orElse(NO)));
        for (var who : Who.values())
            add(all, "reject_rhsbl_" + keyword(who), zone -> (trial, _) -> byDomain(trial, zone, who));
    }

    private static String keyword(Who who) {
        return who == Who.REVERSE_CLIENT ? "reverse_client" : who.keyword();
    }

    private interface OfZone {
        Check check(Zone zone);
    }

    /// Without its argument a list is left out, which is warned of.
    private void add(Keywords all, String name, OfZone check) {
        all.add(name, (Reading reading) -> {
            String warning = "restriction " + reading.keyword() + " requires domain name argument";
            var argument = reading.argument();
            if (argument.isPresent()) return check.check(Zone.of(argument.get()));
            site.complain(reading.place() + ": " + warning);
            return (trial, _) -> {
                trial.warn(warning);
                return Outcome.NEXT;
            };
        });
    }

    private static Subject client(Trial trial) {
        return new Subject(trial.facts().client().address(), Subject.Kind.CLIENT);
    }

    private Outcome byDomain(Trial trial, Zone zone, Who who) {
        var name = who.name(trial);
        if (name.isEmpty()) return Outcome.NEXT;
        return refuse(trial, zone, new Subject(name.get(), who.kind()), byDomain(trial, zone, name.get()));
    }

    /// When the list cannot be asked, nobody is refused for what it might say.
    private Outcome refuse(Trial trial, Zone zone, Subject what, Found found) {
        return switch (found) {
            case Found.No(), Found.Unknown() -> Outcome.NEXT;
            case Found.Yes(String reason) -> reply.refuse(trial, new ListReply.Listing(zone, what, reason));
        };
    }

    private interface Search {
        Found in(Trial trial);
    }

    /// A list of friends opens no relay.
    private Check permit(String name, Search search) {
        return (trial, subject) -> {
            var recipient = ListKind.RECIPIENT.subject(trial.facts());
            if (trial.stage() == Stage.RCPT && recipient.isPresent()) {
                var authorized = AddressChecks.isAuthorized(site, trial, recipient.get());
                if (authorized.isEmpty()) return trial.cannotTell(recipient.get().name());
                if (!authorized.get()) return Outcome.NEXT;
            }
            return switch (search.in(trial)) {
                case Found.No() -> Outcome.NEXT;
                case Found.Yes _ -> trial.permit(name, new Subject(trial.facts().client().toString(),
                    Subject.Kind.CLIENT), "");
                case Found.Unknown() -> trial.deferIfRefused(
                    Denial.of(450, "4.7.1", client(trial), "Service unavailable"));
            };
        };
    }

    private Found byAddress(Trial trial, Zone zone) {
        var address = trial.facts().client().ip();
        return address.isEmpty() ? NO : look(trial, zone, reversed(address.get()) + zone.domain);
    }

    /// `2.0.0.127.`
    private static String reversed(Ip address) {
        String name = address.reverseName();
        return name.substring(0, name.length() - (address.v6() ? "ip6.arpa" : "in-addr.arpa").length());
    }

    /// Names that end in a number are none: lists answer such questions with an error that looks like a finding.
    private Found byDomain(Trial trial, Zone zone, String name) {
        int at = name.lastIndexOf('@');
        String domain = Texts.ascii(name.substring(at + 1));
        if (at >= 0 && domain.startsWith("[") || Texts.isDigits(domain.substring(domain.lastIndexOf('.') + 1))
            || !Hostname.isValid(domain)) return NO;
        return look(trial, zone, domain + "." + zone.domain);
    }

    private Found look(Trial trial, Zone zone, String query) {
        if (failures.isRecent(query)) return UNKNOWN;
        return switch (site.parts().resolver().query(query, Type.A)) {
            case Answer.NoName _, Answer.NoData _ -> NO;
            case Answer.Found(var records, _) -> isWanted(zone, records) ? new Found.Yes(reason(query)) : NO;
            case Answer.Invalid(String why) -> failed(trial, query, why);
            case Answer.Unavailable(String why) -> failed(trial, query, why);
        };
    }

    private Found failed(Trial trial, String query, String why) {
        failures.remember(query);
        trial.warn(query + ": RBL lookup error: " + why);
        return UNKNOWN;
    }

    private static boolean isWanted(Zone zone, List<DnsRecord> records) {
        return zone.filter.isEmpty() || records.stream().anyMatch(record ->
            record instanceof DnsRecord.Host(_, var address) && zone.filter.get().matches(Ip.of(address)));
    }

    private String reason(String query) {
        return switch (site.parts().resolver().query(query, Type.TXT)) {
            case Answer.Found(var records, _) -> reason(records);
            case Answer.NoName _, Answer.NoData _, Answer.Invalid _, Answer.Unavailable _ -> "";
        };
    }

    private static String reason(List<DnsRecord> records) {
        var out = new StringBuilder();
        for (var record : records)
            if (record instanceof DnsRecord.Txt(String text) && out.length() < LONGEST_REASON) {
                if (!out.isEmpty()) out.append(BETWEEN_REASONS);
                out.append(text);
            }
        return out.length() > LONGEST_REASON ? out.substring(0, LONGEST_REASON) : out.toString();
    }
}
