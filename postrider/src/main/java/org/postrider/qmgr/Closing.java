package org.postrider.qmgr;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.postrider.address.Quoting;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.delivery.Outcome;
import org.postrider.delivery.Timing;
import org.postrider.log.Log;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueuedMessage;
import org.postrider.status.Fate;
import org.postrider.status.Notify;

/// What happens to a message when a round of deliveries is over: told, removed or deferred.
final class Closing {
    /// Envelope attribute: a delay warning was sent.
    private static final String WARNED = "warned";
    /// Envelope attribute: a number with Postfix's bits for what is to be found out or told of, and one of them.
    private static final String TRACE_FLAGS = "trace_flags";
    /// Nothing is to be delivered: our own server, or a user, wants to know if it could be.
    private static final int PROBE = 1 << 8;
    private static final int USER_PROBE = 1 << 9;
    /// Delivery is to be reported of.
    private static final int RECORD = 1 << 10;

    private final Parts parts;
    private final Log log;
    private volatile RetryPlan retry;

    Closing(Parts parts) {
        this.parts = parts;
        log = parts.log();
    }

    void configure(RetryPlan plan) {
        retry = plan;
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    DeliveryRequest request(Work work, long now) {
        var message = work.message().message();
        var timing = new Timing(micros(message.envelope().arrival()), work.message().activated(), now, 0, 0);
        return new DeliveryRequest(message.id(), message.envelope(), message.content(), work.destination().nexthop(),
            work.recipients(), timing, (trace(message.envelope()) & (PROBE | USER_PROBE)) == 0 ? Purpose.DELIVER
                : Purpose.PROBE);
    }

    /// What `trace_flags` of a message says; 0 for nearly all.
    private static int trace(Envelope envelope) {
        String flags = envelope.attribute(TRACE_FLAGS);
        return flags.isEmpty() ? 0 : Integer.parseInt(flags);
    }

    /// For what the queue manager decides itself, without an agent.
    void log(ActiveMessage message, List<Outcome> outcomes) {
        for (var outcome : outcomes)
            log.info(message.message().id() + ": to=<" + Quoting.header(outcome.recipient().address())
                + ">, relay=none, delay=0, "
                + "delays=0/0/0/0, dsn=" + outcome.fate().why().status() + ", status=" + outcome.fate().word() + " ("
                + outcome.fate().why().text() + ")");
    }

    /// Remembers results while other deliveries of the message are still out.
    void keep(ActiveMessage message, List<Attempt> made) {
        if (made.isEmpty()) return;
        var id = message.message().id();
        try {
            parts.store().record(id, made);
        } catch (IOException e) {
            log.error(id + ": cannot record what became of recipients, they may get the message twice: "
                + e.getMessage());
        }
    }

    /// @param last the attempts of the delivery that ended last; not recorded yet
    void close(ActiveMessage round, List<Attempt> last) throws IOException {
        var message = round.message();
        var entry = parts.store().entry(message.id());
        if (entry.isEmpty()) return;
        int trace = trace(message.envelope());
        if ((trace & PROBE) != 0) {
            probed(round);
            return;
        }
        boolean aside = switch (entry.get().queue()) {
            case ACTIVE, INCOMING -> false;
            case DEFERRED, HOLD, CORRUPT, MAILDROP -> true;     // an operator's doing
        };
        if (trace == 0 && !aside && message.history().isEmpty() && isQuiet(round)) {
            remove(message);
            return;
        }
        keep(round, last);
        var now = parts.time().now();
        var latest = latest(message, round.attempts());
        var view = new QueuedMessage(message.id(), message.queue(), message.envelope(), message.recipients(),
            List.copyOf(latest.values()), message.content());
        boolean reported = report(trace, view, round.attempts());
        if ((trace & USER_PROBE) != 0) {
            if (reported) remove(message);
            else defer(view, new Told(false, told(view.envelope()), false), now);
            return;
        }
        var told = tell(view, now, aside ? End.NOT_NOW : entry.get().expired() ? End.FORCED : End.AGE);
        if (told.done()) remove(message);
        else if (aside) amend(view, told);
        else defer(view, told, now);
    }

    /// Address verification: nothing is delivered, nobody is told but who asked, and there is one try only.
    private void probed(ActiveMessage round) throws IOException {
        var message = round.message();
        for (var attempt : round.attempts())
            parts.hooks().probed().accept(new Parts.Probed(message.recipients().get(attempt.recipient()).original(),
                attempt.fate()));
        remove(message);
    }

    /// Sends what was asked for with `sendmail -bv` or `-v`.
    private boolean report(int trace, QueuedMessage message, List<Attempt> attempts) {
        boolean wanted = (trace & (USER_PROBE | RECORD)) != 0 && !attempts.isEmpty();
        return !wanted || parts.notices().tell(Notices.Kind.REPORTED, message, attempts);
    }

    /// All recipients got it and nobody wants to hear of it: what nearly every message comes to.
    private static boolean isQuiet(ActiveMessage round) {
        var attempts = round.attempts();
        var recipients = round.message().recipients();
        if (attempts.size() < recipients.size()) return false;
        for (var attempt : attempts) {
            boolean failed = attempt.fate() instanceof Fate.Deferred || attempt.fate() instanceof Fate.Bounced;
            if (failed || recipients.get(attempt.recipient()).notices().contains(Notify.SUCCESS)) return false;
        }
        return true;
    }

    private void remove(QueuedMessage message) throws IOException {
        parts.store().remove(message.id());
        log.info(message.id() + ": removed");
    }

    private static Map<Integer, Attempt> latest(QueuedMessage message, List<Attempt> round) {
        var latest = new TreeMap<Integer, Attempt>();
        for (var attempt : message.history()) latest.put(attempt.recipient(), attempt);
        for (var attempt : round) latest.put(attempt.recipient(), attempt);
        return latest;
    }

    /// @param done     nothing is left to do
    /// @param told     indexes of recipients whose sender knows
    /// @param warned   a delay warning was sent, now or before
    private record Told(boolean done, BitSet told, boolean warned) {}

    /// What may end a message whose recipients are not done: nothing while it is on hold, its age, an operator.
    private enum End { NOT_NOW, AGE, FORCED }

    private Told tell(QueuedMessage message, Instant now, End end) {
        var told = told(message.envelope());
        boolean ok = tell(Notices.Kind.BOUNCED, message, told, a -> a.fate() instanceof Fate.Bounced)
            & tell(Notices.Kind.DELIVERED, message, told, a -> wantsSuccess(message, a));
        boolean open = !message.open().isEmpty(), warned = !message.envelope().attribute(WARNED).isEmpty();
        boolean expired = switch (end) {
            case NOT_NOW -> false;
            case AGE -> retry.expired(message.envelope(), now);
            case FORCED -> true;
        };
        if (open && expired) {
            log.info(message.id() + ": from=<" + Quoting.header(message.envelope().sender()) + ">, status="
                + (end == End.FORCED ? "force-expired" : "expired") + ", returned to sender");
            open = !tell(Notices.Kind.EXPIRED, message, told, a -> a.fate() instanceof Fate.Deferred);
        } else if (open && !warned && end == End.AGE && retry.warns(message.envelope(), now))
            warned = tell(Notices.Kind.DELAYED, message, new BitSet(), a -> a.fate() instanceof Fate.Deferred);
        return new Told(ok && !open, told, warned);
    }

    private static boolean wantsSuccess(QueuedMessage message, Attempt attempt) {
        boolean got = switch (attempt.fate()) {
            case Fate.Delivered _, Fate.Relayed _, Fate.Expanded _ -> true;
            case Fate.PassedOn _, Fate.Deferred _, Fate.Bounced _ -> false;
        };
        return got && message.recipients().get(attempt.recipient()).notices().contains(Notify.SUCCESS);
    }

    /// Tells of those attempts whose recipients are not in `told`, and puts them there.
    private boolean tell(Notices.Kind kind, QueuedMessage message, BitSet told, Predicate<Attempt> which) {
        var attempts = message.history().stream()
            .filter(attempt -> !told.get(attempt.recipient()) && which.test(attempt)).toList();
        if (attempts.isEmpty()) return true;
        if (!parts.notices().tell(kind, message, attempts)) return false;
        for (var attempt : attempts) told.set(attempt.recipient());
        return true;
    }

    private static BitSet told(Envelope envelope) {
        var told = new BitSet();
        String list = envelope.attribute(Envelope.TOLD);
        if (!list.isEmpty())
            for (var index : list.split(",")) told.set(Integer.parseInt(index));
        return told;
    }

    private void defer(QueuedMessage message, Told told, Instant now) throws IOException {
        amend(message, told);
        parts.store().defer(message.id(), retry.next(message.envelope(), now));
        parts.hooks().deferred().accept(message);
    }

    private void amend(QueuedMessage message, Told told) throws IOException {
        var envelope = message.envelope();
        var attributes = new HashMap<>(envelope.attributes());
        var indexes = new ArrayList<Integer>();
        told.told().stream().forEach(indexes::add);
        if (!indexes.isEmpty())
            attributes.put(Envelope.TOLD, indexes.stream().map(String::valueOf).collect(joining(",")));
        if (told.warned()) attributes.put(WARNED, "1");
        if (attributes.equals(envelope.attributes())) return;
        parts.store().amend(message.id(), new Envelope(envelope.sender(), envelope.arrival(), envelope.fullName(),
            envelope.origin(), envelope.options(), attributes));
    }
}
