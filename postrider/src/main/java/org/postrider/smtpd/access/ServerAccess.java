package org.postrider.smtpd.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.dns.Resolver;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.text.Hostname;
import org.postrider.text.Ip;

/// `check_..._a_access`, `check_..._mx_access` and `check_..._ns_access`: what a table says about the servers of a
/// domain, by their names and addresses.
final class ServerAccess {
    /// No honest domain has more addresses; each costs a search.
    private static final int MOST_ADDRESSES = 100;

    private final Who who;
    private final String record;
    private final Resolver resolver;
    private final HostAddresses addresses;

    /// @param record `a`, `mx` or `ns`
    ServerAccess(Site site, Who who, String record) {
        this.who = who;
        this.record = record;
        resolver = site.parts().resolver();
        addresses = HostAddresses.of(site);
    }

    private String type() {
        return record.equals("a") ? "A" : record.equals("mx") ? "MX" : "NS";
    }

    private boolean byAddressOnly() {
        return record.equals("a");
    }

    Outcome run(AccessTable table, Trial trial) {
        var name = who.name(trial);
        if (name.isEmpty()) return Outcome.NEXT;
        var subject = new Subject(who == Who.CLIENT ? trial.facts().client().toString() : name.get(), who.kind());
        String domain = name.get().substring(name.get().lastIndexOf('@') + 1);
        return domain.startsWith("[") ? literal(table, trial, subject, domain)
            : servers(table, trial, subject, new Asked(name.get(), Texts.ascii(domain)));
    }

    /// @param name as the client gave it
    private record Asked(String name, String domain) {}

    /// A literal is its own mail exchanger, and has no name server.
    private Outcome literal(AccessTable table, Trial trial, Subject subject, String literal) {
        if (record.equals("ns") || !literal.endsWith("]") || literal.length() < 3) return Outcome.NEXT;
        String address = literal.substring(1, literal.length() - 1);
        if (!Hostname.isMailAddress(address)) return Outcome.NEXT;
        String bare = address.regionMatches(true, 0, "IPv6:", 0, 5) ? address.substring(5) : address;
        return table.address(trial, bare, subject).orElse(Outcome.NEXT);
    }

    private Outcome servers(AccessTable table, Trial trial, Subject subject, Asked asked) {
        var servers = servers(trial, asked);
        var search = new Search(table, trial, subject);
        for (String server : servers) {
            var found = search.server(server);
            if (found.isPresent()) return found.get();
            if (search.exhausted()) break;
        }
        return Outcome.NEXT;
    }

    private List<String> servers(Trial trial, Asked asked) {
        return switch (record) {
            case "a" -> List.of(asked.domain);
            case "mx" -> exchangers(trial, asked);
            default -> nameServers(trial, asked);
        };
    }

    private List<String> exchangers(Trial trial, Asked asked) {
        var answer = resolver.query(asked.domain, Type.MX);
        return switch (HostLookup.of(answer)) {
            case NULL_MX -> List.of();
            case ABSENT -> List.of(asked.domain);
            case FOUND -> names(answer);
            case INVALID, UNKNOWN -> failed(trial, asked.domain, answer);
        };
    }

    /// Names below a zone have the name servers of the zone.
    private List<String> nameServers(Trial trial, Asked asked) {
        String domain = asked.domain;
        var answer = resolver.query(domain, Type.NS);
        while (HostLookup.of(answer) == HostLookup.Result.ABSENT) {
            int dot = domain.indexOf('.');
            if (dot < 0 || dot == domain.length() - 1) return failed(trial, asked.name, answer);
            domain = domain.substring(dot + 1);
            answer = resolver.query(domain, Type.NS);
        }
        return HostLookup.of(answer) == HostLookup.Result.FOUND ? names(answer) : failed(trial, domain, answer);
    }

    private static List<String> names(Answer answer) {
        var names = new ArrayList<String>();
        if (answer instanceof Answer.Found(var records, _))
            for (var record : records) {
                if (record instanceof DnsRecord.Mx(_, String target)) names.add(target);
                else if (record instanceof DnsRecord.Name(String target)) names.add(target);
            }
        return names;
    }

    /// Whose servers cannot be found is not refused here.
    private List<String> failed(Trial trial, String name, Answer answer) {
        trial.warn("Unable to look up " + type() + " host for " + name + ": " + problem(answer));
        return List.of();
    }

    static String problem(Answer answer) {
        return switch (answer) {
            case Answer.NoName _ -> "Host not found";
            case Answer.NoData _ -> "Host found but no data record of requested type";
            case Answer.Unavailable _ -> "Host not found, try again";
            case Answer.Invalid _ -> "Malformed or unexpected name server reply";
            case Answer.Found _ -> "";
        };
    }

    /// The search through the servers of one domain.
    private final class Search {
        private final AccessTable table;
        private final Trial trial;
        private final Subject subject;
        private int seen;

        Search(AccessTable table, Trial trial, Subject subject) {
            this.table = table;
            this.trial = trial;
            this.subject = subject;
        }

        boolean exhausted() {
            return seen > MOST_ADDRESSES;
        }

        Optional<Outcome> server(String server) {
            if (Hostname.isAddress(server)) return table.address(trial, server, subject);
            var byName = byAddressOnly() ? Optional.<Outcome>empty() : table.domain(trial, server, subject);
            return byName.isPresent() ? byName : byAddress(server);
        }

        private Optional<Outcome> byAddress(String server) {
            return switch (addresses.of(server)) {
                case HostAddresses.Found.Some(var all) -> byAddresses(all);
                case HostAddresses.Found.None(String why) -> {
                    if (!byAddressOnly()) trial.warn("Unable to look up " + type() + " host " + server + " for "
                        + subject.kind() + " " + subject.name() + ": " + why);
                    yield Optional.empty();
                }
            };
        }

        private Optional<Outcome> byAddresses(List<Ip> all) {
            for (var address : all) {
                if (++seen > MOST_ADDRESSES) {
                    trial.warn("check_server_access: " + type() + " server address count limit (" + MOST_ADDRESSES
                        + ") exceeded for " + subject.kind() + " " + subject.name() + " -- ignoring the remainder");
                    return Optional.empty();
                }
                var found = table.address(trial, address.toString(), subject);
                if (found.isPresent()) return found;
            }
            return Optional.empty();
        }
    }
}
