package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.BEST_MX_TRANSPORT;
import static org.postrider.agent.smtp.SmtpParams.DISCARD_EHLO_KEYWORD_MAPS;
import static org.postrider.agent.smtp.SmtpParams.FALLBACK_RELAY;
import static org.postrider.agent.smtp.SmtpParams.GENERIC_MAPS;
import static org.postrider.agent.smtp.SmtpParams.TCP_PORT;
import static org.postrider.agent.smtp.SmtpParams.USE_SRV_LOOKUP;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.config.Words;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryLog;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.dns.Resolver;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.net.Interfaces;
import org.postrider.resolve.AddressClasses;
import org.postrider.resolve.AddressMapping;
import org.postrider.resolve.Extensions;
import org.postrider.resolve.ResolveParams;
import org.postrider.resolve.Rewriter;
import org.postrider.status.Why;
import org.postrider.table.AddressMaps;
import org.postrider.table.Tables;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// The smtp(8) and lmtp(8) delivery agents.
public final class SmtpAgent implements DeliveryAgent {
    private final Parts parts;
    private final DeliveryLog lines;
    private final Courier courier;
    private final Rules rules;
    private final List<NextHop> fallbacks;
    private final String relayhost;
    private final String bestMxTransport;
    private final NextHop.Reading reading;
    private final Flags flags;
    private final StatusFilter filter;
    private final Reshaping reshaping;

    /// What the agent works with.
    ///
    /// @param own      addresses that mail comes in by
    /// @param agents   other delivery services by name
    /// @param numbers  delivery numbers for the log
    /// @param operands of the master.cf row: `flags=...`
    /// @param rewriter brings answers of generic maps into standard form
    /// @param classes  knows the domains that are ours
    public record Parts(boolean lmtp, List<String> operands, Rewriter rewriter, AddressClasses classes, Resolver dns,
                        LocalHosts hosts, Own own, Connector connector, Tables tables,
                        Function<String, Optional<DeliveryAgent>> agents, Time time, Log log, LongSupplier numbers) {}

    /// Which addresses mail comes in by.
    ///
    /// @param interfaces our own
    /// @param proxies    those in front of us
    public record Own(Interfaces interfaces, Set<Ip> proxies) {
        boolean contains(Ip address) {
            return interfaces.isOwn(address) || proxies.contains(address);
        }
    }

    public SmtpAgent(Settings settings, Parts parts) {
        this(settings, parts, SocketDialer.of(settings, parts.lmtp(), parts.connector(),
            only(parts.own().interfaces())));
    }

    SmtpAgent(Settings settings, Parts parts, Dialer dialer) {
        this.parts = parts;
        boolean lmtp = parts.lmtp();
        var tables = parts.tables();
        lines = new DeliveryLog(parts.log(), settings);
        flags = Flags.of(parts.operands());
        rules = Rules.of(settings, lmtp, Pix.of(settings, lmtp, tables), flags);
        reading = new NextHop.Reading(settings.get(TCP_PORT.of(lmtp)), !lmtp && HostLookup.usesDns(settings, lmtp),
            Set.copyOf(Words.list(Latin1.lower(settings.get(USE_SRV_LOOKUP)))));
        fallbacks = hops(settings.get(FALLBACK_RELAY.of(lmtp)));
        relayhost = settings.get(ResolveParams.RELAYHOST);
        bestMxTransport = settings.get(BEST_MX_TRANSPORT);
        filter = StatusFilter.of(settings, lmtp, tables);
        reshaping = Reshaping.of(settings, OutputChecks.of(settings, lmtp, tables), generic(settings));
        var hosts = new Hosts(settings, lmtp, new Hosts.World(parts.dns(), parts.hosts(),
            parts.own().interfaces().protocols(), parts.own()::contains), parts.log());
        courier = new Courier(rules, new Courier.Tools(hosts, dialer, Keeping.of(settings, lmtp, tables, parts.time()),
            Discarding.of(settings, lmtp, tables), Protection.of(settings, lmtp), parts.time(), parts.log()),
            new Session.Reading(settings.get(SiteParams.LINE_LENGTH_LIMIT), ReplyFilter.of(settings, lmtp, tables),
                lmtp ? "LMTP" : "ESMTP", DISCARD_EHLO_KEYWORD_MAPS.of(lmtp).name()));
    }

    private Generic generic(Settings settings) {
        var maps = new AddressMaps(parts.tables().maps(GENERIC_MAPS.of(parts.lmtp())), Extensions.of(settings),
            parts.classes()::local);
        boolean propagates = Words.list(settings.get(SiteParams.PROPAGATE_EXTENSIONS)).contains("generic");
        return new Generic(new AddressMapping(maps, parts.rewriter(), propagates, parts.log()));
    }

    /// With all interfaces, or several, there is nothing to choose by.
    private static SocketDialer.Only only(Interfaces interfaces) {
        if (interfaces.all()) return new SocketDialer.Only(Optional.empty(), Optional.empty());
        var addresses = interfaces.own().stream().map(Ip::inet).filter(one -> !one.isLoopbackAddress()).toList();
        return new SocketDialer.Only(lone(addresses, Inet4Address.class), lone(addresses, Inet6Address.class));
    }

    private static Optional<InetAddress> lone(List<InetAddress> addresses, Class<? extends InetAddress> version) {
        var found = addresses.stream().filter(version::isInstance).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private List<NextHop> hops(String list) {
        return Words.list(list).stream().map(text -> NextHop.parse(text, reading)).toList();
    }

    @Override public Delivery deliver(DeliveryRequest request) {
        long number = parts.numbers().getAsLong();
        var job = new Job(request, new Job.Voice(parts.log().numbered(number),
            lines.numbered(number, request.purpose()), parts.time(), rules.softBounce(), filter));
        var trouble = new Generic.Trouble();
        var addresses = Envelopes.of(request, reshaping.generic(), trouble);
        var impossible = trouble.first().or(() -> loop(request));
        if (impossible.isPresent()) return failed(job, impossible.get());
        var hops = new ArrayList<>(hops(request.nexthop()));
        int own = hops.size();
        if (hops.stream().noneMatch(NextHop.Unix.class::isInstance)) hops.addAll(fallbacks);
        var outgoing = new Outgoing(flags.headers(request.envelope().sender(), request.recipients().getFirst()),
            request.content(), reshaping, rules.lineLimit());
        int tried = courier.deliver(job, new Transfer.Parcel(outgoing, addresses), hops);
        return job.isDone() ? job.result() : leftOver(job, request, tried > own);
    }

    /// With `flags=D`: a message that has been where it is to go would go round for ever.
    private Optional<Why> loop(DeliveryRequest request) {
        var recipient = request.recipients().getFirst().address();
        try {
            return flags.deliveredTo() && DeliveredTo.names(request.content(), recipient, reshaping.limits())
                ? Optional.of(Why.of("5.4.6", "mail forwarding loop for " + recipient)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(Why.of("4.3.0", "cannot read the message: " + unreadable.getMessage()));
        }
    }

    private static Delivery failed(Job job, Why why) {
        job.lastServer(true);
        job.failed(why, false, Optional.empty());
        return job.result();
    }

    /// Every next hop was tried, and recipients are left.
    ///
    /// @param fallback whether the last one was none of the request's own
    private Delivery leftOver(Job job, DeliveryRequest request, boolean fallback) {
        var why = job.why();
        if (why.status().startsWith("5")) {
            // what the operator named does not work: that must not cost mail
            if (fallback) return misconfigured(job, FALLBACK_RELAY.of(parts.lmtp()).name());
            if (!parts.lmtp() && request.nexthop().equals(relayhost)) return misconfigured(job, "relayhost");
            if (!parts.lmtp() && why.status().equals(Found.LOOP) && !bestMxTransport.isEmpty()) return passOn(job);
        }
        job.lastServer(true);
        job.failed(why, true, Optional.empty());
        return job.result();
    }

    private Delivery misconfigured(Job job, String parameter) {
        job.log().warning(parameter + " configuration problem");
        var why = job.why();
        job.lastServer(true);
        job.failed(new Why("4.3.5", why.text(), why.diagnostic(), why.mta()), true,
            Optional.empty());
        return job.result();
    }

    /// We are the best mail exchanger of a domain that nobody told us of.
    private Delivery passOn(Job job) {
        int colon = bestMxTransport.indexOf(':');
        String transport = colon < 0 ? bestMxTransport : bestMxTransport.substring(0, colon);
        String nexthop = colon < 0 ? "" : bestMxTransport.substring(colon + 1);
        var agent = parts.agents().apply(transport);
        if (agent.isEmpty()) {
            job.log().warning("connect to transport private/" + transport + ": No such file or directory");
            return failed(job, Why.of("4.3.0", "mail transport unavailable"));
        }
        return job.passOn(agent.get(), nexthop);
    }

    /// How many conversations wait for further deliveries, for tests and for those who watch.
    int idle() {
        return courier.idle();
    }
}
