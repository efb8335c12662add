package org.postrider.agent.smtp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.log.Log;
import org.postrider.smtp.Keyword;
import org.postrider.status.Why;
import org.postrider.time.Time;

/// Goes from next hop to next hop and from server to server until all recipients have got their answer. Safe for any
/// thread.
final class Courier {
    private final Rules rules;
    private final Tools tools;
    private final Session.Reading reading;
    private final Pool pool;

    /// @param log the agent's, for what belongs to no delivery
    record Tools(Hosts hosts, Dialer dialer, Keeping keeping, Discarding discarding, Protection protection, Time time,
                 Log log) {}

    Courier(Rules rules, Tools tools, Session.Reading reading) {
        this.rules = rules;
        this.tools = tools;
        this.reading = reading;
        pool = new Pool(tools.time, tools.keeping.patience(), session -> quit(session, tools.log));
    }

    int idle() {
        return pool.waiting().size();
    }

    /// @return how many of the next hops were tried
    int deliver(Job job, Transfer.Parcel parcel, List<NextHop> hops) {
        int tried = 0;
        while (tried < hops.size() && !job.isDone()) {
            var hop = hops.get(tried++);
            if (tried == hops.size()) job.lastHop();
            tryHop(job, new Route(hop, tools.keeping.wanted(hop, job.request().backlog()), parcel));
            if (job.isLastHop()) break;
        }
        return tried;
    }

    private void tryHop(Job job, Route route) {
        switch (route.hop) {
            case NextHop.Bad(_, String why) -> {
                job.log().warning(why);
                job.why(Why.of("4.3.5", why));
            }
            case NextHop.Unix(_, String path) -> tryServers(job, route, List.of(Server.unix(rules.ourName(), path)));
            case NextHop.Inet inet -> {
                if (!reuse(job, route)) tryHosts(job, route, inet);
            }
        }
    }

    /// The next hop of a delivery.
    ///
    /// @param keep   whether its conversations are kept afterwards
    /// @param parcel what is sent there
    private record Route(NextHop hop, boolean keep, Transfer.Parcel parcel) {}

    private void tryHosts(Job job, Route route, NextHop.Inet hop) {
        var found = tools.hosts.find(hop);
        // mail for a domain that we are an exchanger of must not go to others than the better ones
        boolean loops = found.servers().isEmpty() && found.why().status().equals(Found.LOOP);
        if (found.mine() || loops) job.lastHop();
        if (found.servers().isEmpty()) job.why(found.why());
        else tryServers(job, route, found.servers());
    }

    /// Uses conversations that wait for mail to this next hop.
    ///
    /// @return whether nothing is left to do
    private boolean reuse(Job job, Route route) {
        if (Utf8.isNeeded(job.request())) return false;
        for (var kept = pool.take(route.hop.text()); kept.isPresent(); kept = pool.take(route.hop.text())) {
            var session = kept.get();
            session.usedAgain();
            job.tls(tools.protection.reached());
            if (transfer(job, session, route) == Transfer.End.STALE) continue;
            job.next();
            return job.isDone();
        }
        return false;
    }

    private void tryServers(Job job, Route route, List<Server> servers) {
        int best = servers.getFirst().preference(), addresses = 0, sessions = 0;
        for (var server : servers) {
            boolean last = ++addresses == servers.size() || addresses == rules.most().addresses();
            job.tls(tools.protection.wanted());
            switch (tools.dialer.connect(server, job.log())) {
                case Dialer.Answer.Failed(Why why) -> {
                    job.log().info(why.text());
                    job.why(why);
                }
                case Dialer.Answer.Connected(var wire) -> {
                    var session = new Session(wire, server, reading, tools.time.nanos());
                    boolean lastSession = last || sessions + 1 == rules.most().sessions();
                    if (converse(job, session, route, new Place(server.preference() == best, last, lastSession))) {
                        sessions++;
                        last = lastSession;
                    }
                }
            }
            if (last || job.isDone()) return;
        }
    }

    /// Where a server stands among those of its next hop.
    ///
    /// @param best        no other has a better preference
    /// @param last        no other will be tried
    /// @param lastSession no other will be tried after mail was sent to this one
    private record Place(boolean best, boolean last, boolean lastSession) {}

    /// @return whether it came to sending mail
    private boolean converse(Job job, Session session, Route route, Place place) {
        if (place.last && job.isLastHop()) job.lastServer();
        boolean begun = begin(job, session, place.best);
        if (begun) {
            if (place.lastSession && job.isLastHop()) job.lastServer();
            transfer(job, session, route);
        } else quit(session, job.log());
        job.next();
        return begun;
    }

    /// @return false when the conversation is over before mail could be sent
    private boolean begin(Job job, Session session, boolean best) {
        job.tls(tools.protection.reached());
        var trouble = greet(job, session, best).or(tools.protection::objection);
        trouble.ifPresent(why -> job.failed(why, true, Optional.of(session)));
        if (trouble.isPresent()) return false;
        if (session.has(Keyword.SMTPUTF8) || !Utf8.isNeeded(job.request())) return true;
        job.unsupported(Utf8.unsupported(session.server()), session);
        return false;
    }

    private Optional<Why> greet(Job job, Session session, boolean best) {
        Optional<Set<Keyword>> ignored = tools.discarding.of(session.server());
        if (ignored.isEmpty())
            return Optional.of(Why.of("4.3.0", "local data error while talking to " + session.server().peer()));
        var request = job.request();
        var about = new Handshake.About(request.id(), request.nexthop(), best, job.age());
        return new Handshake(session, rules, job.log(), about).run(ignored.get());
    }

    private Transfer.End transfer(Job job, Session session, Route route) {
        var end = new Transfer(job, session, rules, route.parcel).run();
        switch (end) {
            case OVER -> {
                if (route.keep && tools.keeping.allows(session, tools.time.nanos()))
                    pool.put(route.hop.text(), session);
                else quit(session, job.log());
            }
            case STALE, CUT -> session.hangUp();
        }
        return end;
    }

    private void quit(Session session, Log log) {
        session.quit(rules.limits().quit(), !rules.skipQuitResponse(), log);
    }
}
