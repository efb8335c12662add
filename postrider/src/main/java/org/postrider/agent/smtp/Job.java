package org.postrider.agent.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryLog;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.Outcome;
import org.postrider.delivery.Timing;
import org.postrider.log.Log;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Why;
import org.postrider.time.Time;

/// One delivery on its way: which recipients are open, and what became of the others.
///
/// Recipients are known by their place in the request. One that a server would not take for now is put aside for the
/// next server; only the last server's word is final.
final class Job {
    private final DeliveryRequest request;
    private final Voice voice;
    private final Outcome[] outcomes;
    private final BitSet done = new BitSet();
    private final BitSet aside = new BitSet();
    private Timing timing;
    private boolean lastHop;
    private boolean lastServer;
    private boolean completed;
    private Why why = Found.FINE;
    private String tls = "";
    private Optional<Why> dead = Optional.empty();

    /// How a delivery speaks.
    ///
    /// @param softBounce what would be returned is tried again instead
    /// @param filter     says things otherwise
    record Voice(Log log, DeliveryLog lines, Time time, boolean softBounce, StatusFilter filter) {}

    Job(DeliveryRequest request, Voice voice) {
        this.request = request;
        this.voice = voice;
        outcomes = new Outcome[request.recipients().size()];
        timing = request.timing();
    }

    DeliveryRequest request() {
        return request;
    }

    Log log() {
        return voice.log;
    }

    boolean isDone() {
        return done.cardinality() == outcomes.length;
    }

    /// The recipients that are to be tried in this conversation.
    List<Integer> open() {
        var open = new ArrayList<Integer>();
        for (int i = 0; i < outcomes.length; i++) if (isOpen(i)) open.add(i);
        return open;
    }

    boolean isOpen(int place) {
        return !done.get(place) && !aside.get(place);
    }

    Recipient recipient(int place) {
        return request.recipients().get(place);
    }

    /// No next hop comes after this one.
    void lastHop() {
        lastHop = true;
    }

    boolean isLastHop() {
        return lastHop;
    }

    /// Whether another server comes after this one.
    void lastServer(boolean is) {
        lastServer = is;
    }

    /// What is logged as `tls=` from here on.
    void tls(String status) {
        tls = status;
    }

    /// The last trouble with finding or reaching servers.
    Why why() {
        return why;
    }

    void why(Why trouble) {
        why = trouble;
    }

    /// A conversation went on to its end; what comes later tells nothing against the destination.
    void completed() {
        completed = true;
    }

    void connected() {
        timing = timing.connectedAt(micros());
    }

    private long micros() {
        Instant now = voice.time.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    /// How old the message is.
    Duration age() {
        return Duration.between(request.envelope().arrival(), voice.time.now());
    }

    void pause(Duration time) {
        try {
            voice.time.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The server cannot do what this message needs; others may.
    void unsupported(Why reason, Session session) {
        session.dontKeep();
        if (lastServer) {
            failed(reason, false, Optional.of(session));
            return;
        }
        log().info(request.id() + ": " + reason.text());
        why = reason;
        for (int place : open()) aside.set(place);
    }

    /// The server takes over.
    void sent(int place, Fate fate, Session session) {
        settle(place, fate, Optional.of(session));
    }

    /// The server refused one recipient.
    void refused(int place, Why reason, Session session) {
        if (isLeftToNext(reason)) {
            log().info(request.id() + ": " + reason.text());
            why = reason;
            aside.set(place);
        } else settle(place, fate(reason), Optional.of(session));
    }

    /// Nothing more can be done here for any recipient.
    ///
    /// @param site    it is about the server, not about this message
    /// @param session empty when none was begun
    void failed(Why reason, boolean site, Optional<Session> session) {
        if (site) session.ifPresent(Session::dontKeep);
        if (isLeftToNext(reason)) {
            log().info(request.id() + ": " + reason.text());
            why = reason;
            for (int place : open()) aside.set(place);
            return;
        }
        if (timing.connected() == 0) timing = timing.connectedAt(micros());
        for (int place : open()) settle(place, fate(reason), session);
        if (site && !completed && isSoft(reason) && dead.isEmpty()) dead = Optional.of(reason.withClass('4'));
    }

    private boolean isLeftToNext(Why reason) {
        return isSoft(reason) && !lastServer;
    }

    private boolean isSoft(Why reason) {
        return !reason.status().startsWith("5") || voice.softBounce;
    }

    private Fate fate(Why reason) {
        return reason.status().startsWith("5") ? new Fate.Bounced(reason) : new Fate.Deferred(reason.withClass('4'));
    }

    private void settle(int place, Fate fate, Optional<Session> session) {
        String relay = session.map(one -> one.server().relay()).orElse("none");
        var outcome = new Outcome(recipient(place), voice.filter.apply(fate, log()), relay);
        var peer = new DeliveryLog.Peer(relay, session.map(Session::uses).orElse(1), tls);
        voice.lines.write(request.id(), outcome, peer, timing.doneAt(micros()));
        done.set(place);
        outcomes[place] = outcome.told(peer.relay());
    }

    /// Those that were put aside are open again.
    void next() {
        aside.clear();
    }

    /// Leaves all open recipients to another agent.
    ///
    /// @param nexthop empty: that of the request
    Delivery passOn(DeliveryAgent agent, String nexthop) {
        var places = open();
        var passed = agent.deliver(new DeliveryRequest(request.id(), request.envelope(), request.content(),
            nexthop.isEmpty() ? request.nexthop() : nexthop, places.stream().map(this::recipient).toList(),
            request.timing(), request.purpose()));
        for (int i = 0; i < places.size(); i++) {
            outcomes[places.get(i)] = passed.outcomes().get(i);
            done.set(places.get(i));
        }
        return result();
    }

    /// @throws IllegalStateException when a recipient has no outcome: nobody may be lost
    Delivery result() {
        if (!isDone()) throw new IllegalStateException(request.id() + ": a recipient was forgotten");
        var health = dead.<Delivery.Health>map(Delivery.Health.Dead::new).orElse(Delivery.ALIVE);
        return new Delivery(List.of(outcomes), health);
    }
}
