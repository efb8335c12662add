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
        pool = new Pool(tools.time, tools.keeping.patience(),
            session -> Thread.startVirtualThread(() -> quit(session, tools.log)));
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
            case NextHop.Inet inet -> tryHosts(job, route, inet);
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

    /// Uses conversations that wait for mail to this next hop, then makes new ones to the servers that are left.
    private void tryServers(Job job, Route route, List<Server> servers) {
        var turns = new Turns(servers, rules.most(), job.isLastHop());
        reuse(job, route, turns);
        while (!job.isDone() && turns.hasNext()) tryServer(job, route, turns);
    }

    private void reuse(Job job, Route route, Turns turns) {
        if (Utf8.isNeeded(job.request())) return;
        while (!job.isDone() && turns.hasNext()) {
            var kept = pool.take(route.hop.text());
            if (kept.isEmpty()) return;
            var session = kept.get();
            session.usedAgain();
            job.tls(tools.protection.reached());
            job.lastServer(turns.isLastAfter(session.server()));
            if (transfer(job, session, route) == Transfer.End.STALE) continue;
            turns.used(session.server());
            job.next();
        }
    }

    private void tryServer(Job job, Route route, Turns turns) {
        var server = turns.next();
        job.tls(tools.protection.wanted());
        switch (tools.dialer.connect(server, job.log())) {
            case Dialer.Answer.Failed(Why why) -> {
                job.log().info(why.text());
                job.why(why);
            }
            case Dialer.Answer.Connected(var wire) -> {
                converse(job, new Session(wire, server, reading, tools.time.nanos()), route, turns);
                job.next();
            }
        }
    }

    private void converse(Job job, Session session, Route route, Turns turns) {
        job.lastServer(turns.isLast());
        if (!begin(job, session, turns.isBest(session.server()))) {
            quit(session, job.log());
            return;
        }
        turns.begun();
        job.lastServer(turns.isLast());
        transfer(job, session, route);
    }

    /// @return false when the conversation is over before mail could be sent
    private boolean begin(Job job, Session session, boolean best) {
        session.serve(job.request().id());
        var trouble = greet(job, session, best).or(tools.protection::objection);
        trouble.ifPresent(why -> job.failed(why, true, Optional.of(session)));
        if (trouble.isPresent()) return false;
        if (Utf8.isNeeded(job.request()) && !session.has(Keyword.SMTPUTF8)) {
            job.unsupported(Utf8.unsupported(session.server()), session);
            return false;
        }
        job.tls(tools.protection.reached());
        return true;
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
        session.serve(job.request().id());
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
