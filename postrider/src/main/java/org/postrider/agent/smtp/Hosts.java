package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.ALLOW_SRV_FALLBACK;
import static org.postrider.agent.smtp.SmtpParams.DEFER_IF_NO_MX_ADDRESS;
import static org.postrider.agent.smtp.SmtpParams.IGNORE_MX_LOOKUP_ERROR;
import static org.postrider.agent.smtp.SmtpParams.IGNORE_SRV_ERROR;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postrider.config.Settings;
import org.postrider.dns.Resolver;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.log.Log;
import org.postrider.net.Interfaces.Protocols;
import org.postrider.status.Why;
import org.postrider.text.Ip;

/// Finds the servers of a next hop: mail exchangers, hosts, addresses (RFC 5321 section 5.1). Safe for any thread;
/// blocks on the DNS.
final class Hosts {
    /// Mail to ourselves at this port would come in here again.
    private static final int SMTP = 25;
    private static final Comparator<Server> BY_PREFERENCE = Comparator.comparingInt(Server::preference);

    private final World world;
    private final Log log;
    private final HostLookup lookup;
    private final Addresses addresses;
    private final boolean deferWithoutAddress;
    private final boolean ignoreMxError;
    private final Srv srv;
    private final boolean lmtp;

    /// When SRV records fail.
    private record Srv(boolean fallback, boolean ignoresErrors) {}

    /// @param own addresses that mail comes in by: our own, and those of proxies in front of us
    record World(Resolver dns, LocalHosts local, Protocols protocols, Predicate<Ip> own) {}

    Hosts(Settings settings, boolean lmtp, World world, Log log) {
        this.world = world;
        this.log = log;
        lookup = HostLookup.of(settings, lmtp);
        addresses = Addresses.of(settings, lmtp);
        deferWithoutAddress = settings.get(DEFER_IF_NO_MX_ADDRESS.of(lmtp));
        ignoreMxError = settings.get(IGNORE_MX_LOOKUP_ERROR);
        srv = new Srv(settings.get(ALLOW_SRV_FALLBACK), settings.get(IGNORE_SRV_ERROR));
        this.lmtp = lmtp;
    }

    Found find(NextHop.Inet hop) {
        return find(hop, hop.search());
    }

    private Found find(NextHop.Inet hop, NextHop.Search search) {
        if (!lookup.dns()) return host(hop);
        return switch (search) {
            case NextHop.Search.AsHost() -> host(hop);
            case NextHop.Search.ByExchanger() -> exchangers(hop);
            case NextHop.Search.ByService(String service, var otherwise) -> services(hop, service, otherwise);
        };
    }

    private Found services(NextHop.Inet hop, String service, NextHop.Search otherwise) {
        String name = "_" + service + "._tcp." + Idna.ascii(hop.host());
        boolean goesOn = srv.fallback;
        Found none;
        switch (world.dns.query(name, Type.SRV)) {
            case Answer.Found(var records, _) -> {
                var found = services(hop, name, records);
                if (!found.servers().isEmpty()) return found;
                none = found;
            }
            case Answer.NoData(String why) -> none = Found.none("5.4.4", why, false);
            case Answer.NoName(String why) -> none = Found.none("5.4.4", why, false);
            case Answer.Invalid(String why) -> {
                goesOn |= srv.ignoresErrors;
                none = Found.none("5.4.4", why, false);
            }
            case Answer.Unavailable(String why) -> {
                goesOn |= srv.ignoresErrors;
                none = Found.none("4.4.3", why, false);
            }
        }
        if (!goesOn) return none;
        log.info("skipping SRV lookup for " + name + ": " + none.why().text());
        return find(hop, otherwise);
    }

    private Found services(NextHop.Inet hop, String name, List<DnsRecord> records) {
        var order = Services.order(records);
        if (order.size() == 1 && order.getFirst().target().isEmpty())
            return Found.none("5.1.0", "Domain " + name + " does not support SRV requests", false);
        var search = new Search();
        for (var one : order)
            if (!one.target().isEmpty()) search.add(one.target(), one.port(), one.priority());
        if (search.found.isEmpty()) {
            log.warning("no SRV host for " + name + " has a valid address record");
            return new Found(List.of(), search.why, false);
        }
        return Found.servers(addresses.balanced(search.found), false);
    }

    private Found exchangers(NextHop.Inet hop) {
        return switch (world.dns.query(Idna.ascii(hop.host()), Type.MX)) {
            case Answer.Found(var records, _) -> exchangers(hop, records.stream()
                .filter(DnsRecord.Mx.class::isInstance).map(DnsRecord.Mx.class::cast)
                .sorted(Comparator.comparingInt(DnsRecord.Mx::preference)).toList());
            case Answer.NoData _ -> host(hop);
            case Answer.NoName _ -> host(hop);
            case Answer.Invalid(String why) -> ignoreMxError ? host(hop) : Found.none("5.4.4", why, false);
            case Answer.Unavailable(String why) -> ignoreMxError ? host(hop) : Found.none("4.4.3", why, false);
        };
    }

    private Found exchangers(NextHop.Inet hop, List<DnsRecord.Mx> records) {
        if (records.size() == 1 && records.getFirst().target().isEmpty())
            return Found.none("5.1.0", "Domain " + hop.host() + " does not accept mail (nullMX)", false);
        var search = new Search();
        for (var mx : records)
            if (!mx.target().isEmpty()) search.add(mx.target(), hop.port(), mx.preference());
        if (search.found.isEmpty()) {
            log.warning("no MX host for " + hop.host() + " has a valid address record");
            return new Found(List.of(), deferWithoutAddress ? search.why.withClass('4') : search.why, false);
        }
        int best = records.getFirst().preference(), reachable = search.found.getFirst().preference();
        var mine = loops(hop) ? self(search.found) : Optional.<Server>empty();
        if (mine.isEmpty()) return Found.servers(addresses.order(search.found), false);
        var better = search.found.stream().filter(one -> one.preference() < mine.get().preference()).toList();
        if (!better.isEmpty()) return Found.servers(addresses.order(better), true);
        return best == reachable ? loop(hop, true)
            : Found.none("4.4.4", "unable to find primary relay for " + hop.host(), true);
    }

    /// Whether mail to ourselves would come in again.
    private boolean loops(NextHop.Inet hop) {
        return !lmtp && hop.port() == SMTP;
    }

    private static Found loop(NextHop.Inet hop, boolean mine) {
        return Found.none(Found.LOOP, "mail for " + hop.host() + " loops back to myself", mine);
    }

    private Optional<Server> self(List<Server> servers) {
        return servers.stream().filter(one -> one.ip().map(Ip::of).filter(world.own).isPresent()).min(BY_PREFERENCE);
    }

    private Found host(NextHop.Inet hop) {
        var search = new Search();
        search.add(hop.host(), hop.port(), 0);
        if (search.found.isEmpty()) return new Found(List.of(), search.why, false);
        if (loops(hop) && self(search.found).isPresent()) return loop(hop, false);
        return Found.servers(addresses.order(search.found), false);
    }

    /// Gathers addresses of hosts, and what kept it from finding some. Once nobody could tell about one host, mail that
    /// finds no other is tried again later.
    private final class Search {
        final List<Server> found = new ArrayList<>();
        Why why = Found.FINE;

        void add(String host, int port, int preference) {
            var numeric = Ip.parse(host.regionMatches(true, 0, "IPv6:", 0, 5) ? host.substring(5) : host);
            if (numeric.isPresent() && world.protocols.allow(numeric.get().inet())) {
                add(numeric.get().toString(), numeric.get().inet(), port, preference);
                return;
            }
            boolean settled = lookup.dns() && byDns(host, port, preference);
            if (!settled && lookup.local()) byTable(host, port, preference);
        }

        private void add(String name, InetAddress address, int port, int preference) {
            found.add(new Server(name, Ip.of(address).toString(), Optional.of(address), port, preference));
        }

        private boolean isSoft() {
            return why.status().startsWith("4");
        }

        private void trouble(String soft, String hard, String text) {
            why = Why.of(isSoft() ? soft : hard, text);
        }

        /// @return whether the other ways need not be tried
        private boolean byDns(String host, int port, int preference) {
            int before = found.size();
            var failures = new ArrayList<Answer>(2);
            for (var type : types()) switch (world.dns.query(Idna.ascii(host), type)) {
                case Answer.Found(var records, _) -> records.forEach(record -> add(host, record, port, preference));
                case Answer failure -> failures.add(failure);
            }
            return found.size() > before || failures.isEmpty() || failed(worst(failures));
        }

        private void add(String host, DnsRecord record, int port, int preference) {
            if (record instanceof DnsRecord.Host(_, InetAddress address)) add(host, address, port, preference);
        }

        /// Not knowing goes before all else; otherwise the last one counts.
        private static Answer worst(List<Answer> failures) {
            return failures.stream().filter(Answer.Unavailable.class::isInstance).findFirst()
                .orElse(failures.getLast());
        }

        private boolean failed(Answer answer) {
            switch (answer) {
                case Answer.NoName(String text) -> trouble("4.4.4", "5.4.4", text);
                case Answer.NoData(String text) -> trouble("4.4.4", "5.4.4", text);
                case Answer.Invalid(String text) -> trouble("4.4.4", "5.4.4", text);
                case Answer.Unavailable(String text) -> why = Why.of("4.4.3", text);
                case Answer.Found _ -> throw new IllegalStateException("addresses were found");
            }
            return !(answer instanceof Answer.NoName) && !(answer instanceof Answer.NoData);
        }

        private List<Type> types() {
            var types = new ArrayList<Type>(2);
            if (world.protocols.ipv4()) types.add(Type.A);
            if (world.protocols.ipv6()) types.add(Type.AAAA);
            return types;
        }

        private void byTable(String host, int port, int preference) {
            var addresses = world.local.addresses(host);
            if (addresses.isEmpty()) {
                trouble("4.4.4", "5.4.4", "unable to look up host " + host + ": Name or service not known");
                return;
            }
            int before = found.size();
            for (var address : addresses)
                if (world.protocols.allow(address)) add(host, address, port, preference);
            if (found.size() == before) trouble("4.4.4", "5.4.4", host + ": host not found");
        }
    }

    static boolean isIpv6(Server server) {
        return server.ip().filter(Inet6Address.class::isInstance).isPresent();
    }
}
