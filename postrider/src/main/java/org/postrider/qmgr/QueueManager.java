package org.postrider.qmgr;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.postrider.address.Quoting;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.Outcome;
import org.postrider.log.Log;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueueEntry;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// Takes messages from the queue to the delivery agents and decides what becomes of them afterwards.
///
/// Each activation and each delivery runs on a virtual thread; [#run] is the clock and belongs on a thread of its own.
public final class QueueManager {
    private static final Why NO_TRANSPORT = Why.of("4.3.0", "mail transport unavailable");
    private static final Why EXPIRED = Why.of("4.7.0", "message is administratively expired");
    private static final Why BROKEN = Why.of("4.3.0", "unknown mail transport error");
    /// The longest the clock sleeps, so that a step of the wall clock goes unnoticed for no longer.
    private static final Duration DOZE = Duration.ofSeconds(60);

    private final Parts parts;
    private final Log log;
    private final Scheduler scheduler;
    private final Closing closing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<QueueId> pending = new ArrayDeque<>();
    private final Map<QueueId, ActiveMessage> active = new HashMap<>();
    /// Messages that somebody wants to be tried now, whatever their transports and destinations have come to.
    private final Map<QueueId, Flush> flushed = new HashMap<>();
    private int activeRecipients;
    private int deliveries;
    private boolean stopping;
    private volatile Parts.Plan plan;
    private volatile Admission admission;
    private long nextRun;

    /// How a message is to be tried by an operator's wish: transports of `defer_transports` are not deferred, and
    /// destinations that are dead now are tried; EACH also revives those that die meanwhile.
    private enum Flush { ONCE, EACH }

    /// @param activeLimit     messages
    /// @param recipientLimit  recipients of all active messages
    private record Admission(int activeLimit, int recipientLimit, Duration runDelay, Set<String> deferred,
                             DoubleBounce doubleBounce) {
        static Admission of(Parts.Plan plan) {
            var settings = plan.settings();
            var deferred = Set.of(words(settings.get(QmgrParams.DEFER_TRANSPORTS)));
            return new Admission(settings.get(QmgrParams.ACTIVE_LIMIT), settings.get(QmgrParams.RECIPIENT_LIMIT),
                settings.get(QmgrParams.QUEUE_RUN_DELAY), deferred, DoubleBounce.of(settings));
        }

        private static String[] words(String list) {
            return List.of(list.strip().split("[,\\s]+")).stream().filter(word -> !word.isEmpty()).distinct()
                .toArray(String[]::new);
        }
    }

    public QueueManager(Parts parts, Parts.Plan plan) {
        this.parts = parts;
        log = parts.log();
        scheduler = new Scheduler(plan.settings().get(QmgrParams.MINIMAL_BACKOFF));
        closing = new Closing(parts);
        nextRun = parts.time().nanos();
        reconfigure(plan);
    }

    /// Takes a new configuration. Deliveries that are out end with the old one.
    public void reconfigure(Parts.Plan fresh) {
        var transports = new HashMap<String, Transport>();
        fresh.services().forEach((name, service) -> transports.put(name, new Transport(name, service.agent(),
            Limits.of(service.settings(), name, service.limit()))));
        lock.lock();
        try {
            scheduler.configure(transports, fresh.settings().get(QmgrParams.MINIMAL_BACKOFF));
            closing.configure(RetryPlan.of(fresh.settings()));
            admission = Admission.of(fresh);
            plan = fresh;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes up what is in the incoming queue and not known here: what an earlier run of the service left.
    public void recover() {
        parts.store().forEach(entry -> {
            if (entry.queue() == QueueName.INCOMING) pend(entry.id());
        });
        admitPending();
    }

    /// A message was published to the incoming queue; it is started at once when there is room.
    public void arrived(QueuedMessage message) {
        admit(message).ifPresent(round -> Thread.startVirtualThread(() -> activate(round)));
    }

    /// Tries one message now, wherever in the queue it waits, and destinations that are dead with it.
    public void deliver(QueueId id) {
        deliver(List.of(id), Flush.EACH);
    }

    /// Tries these messages now, and destinations that were dead.
    public void deliver(Collection<QueueId> ids) {
        forgive();
        deliver(ids, Flush.ONCE);
    }

    private void deliver(Collection<QueueId> ids, Flush how) {
        for (var id : ids)
            parts.store().entry(id).filter(entry -> isWaiting(entry.queue())).ifPresent(_ -> pend(id, how));
        admitPending();
    }

    private static boolean isWaiting(QueueName queue) {
        return queue == QueueName.DEFERRED || queue == QueueName.INCOMING;
    }

    /// Tries all deferred messages now, and destinations that were dead.
    public void flush() {
        forgive();
        parts.store().forEach(entry -> {
            if (isWaiting(entry.queue())) pend(entry.id(), Flush.ONCE);
        });
        admitPending();
    }

    /// What the letters of Postfix's triggers ask for (qmgr(8)): `D` a run through the deferred queue, `I` through the
    /// incoming queue, `F` another chance for dead destinations, `A` together with `D` that times don't matter. Other
    /// letters mean nothing.
    public void trigger(String letters) {
        boolean all = letters.indexOf('A') >= 0, dead = letters.indexOf('F') >= 0;
        if (letters.indexOf('D') >= 0 && all && dead) {
            flush();
            return;
        }
        if (dead) forgive();
        if (letters.indexOf('I') >= 0) recover();
        if (letters.indexOf('D') < 0) return;
        var now = parts.time().now();
        scan(entry -> all || !entry.nextTry().isAfter(now));
    }

    private void forgive() {
        lock.lock();
        try {
            scheduler.forgive(parts.time().nanos());
        } finally {
            lock.unlock();
        }
    }

    /// The clock: queue runs, destinations that come back from a pause. Returns after [#stop].
    public void run() {
        while (!isStopping()) {
            try {
                long wait = tick();
                lock.lock();
                try {
                    if (!stopping && wait > 0) changed.awaitNanos(wait);
                } finally {
                    lock.unlock();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException bug) {
                log.panic("queue run", bug);
            }
        }
    }

    /// Does what is due.
    ///
    /// @return nanoseconds until something is due again
    long tick() {
        long now = parts.time().nanos(), earliest;
        boolean due;
        lock.lock();
        try {
            earliest = scheduler.tick(now);
            due = now - nextRun >= 0;
            if (due) nextRun = now + admission.runDelay().toNanos();
        } finally {
            lock.unlock();
        }
        if (due) {
            var wall = parts.time().now();
            scan(entry -> !entry.nextTry().isAfter(wall));
        }
        pump();
        long until = Math.min(nextRun, earliest) - parts.time().nanos();
        return Math.clamp(until, MILLISECONDS.toNanos(1), DOZE.toNanos());
    }

    private void scan(Predicate<QueueEntry> which) {
        parts.store().forEach(entry -> {
            if (entry.queue() == QueueName.DEFERRED && which.test(entry)) pend(entry.id());
        });
        admitPending();
    }

    /// Starts no more deliveries; those that are out may end.
    public void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the deliveries that are out.
    ///
    /// @return false when some still are
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (deliveries > 0 && left > 0) left = changed.awaitNanos(left);
            return deliveries == 0;
        } finally {
            lock.unlock();
        }
    }

    /// True for messages that are being delivered or about to be.
    public boolean isActive(QueueId id) {
        lock.lock();
        try {
            return active.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    /// Microseconds since 1970 when a message's present round of deliveries began; empty when it has none.
    public OptionalLong activeSince(QueueId id) {
        lock.lock();
        try {
            var round = active.get(id);
            return round == null ? OptionalLong.empty() : OptionalLong.of(round.activated());
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void pend(QueueId id) {
        lock.lock();
        try {
            if (!active.containsKey(id)) pending.add(id);
        } finally {
            lock.unlock();
        }
    }

    private void pend(QueueId id, Flush how) {
        lock.lock();
        try {
            if (active.containsKey(id)) return;
            flushed.put(id, how);
            pending.add(id);
        } finally {
            lock.unlock();
        }
    }

    /// Makes room in the active queue, or remembers the message for later.
    private Optional<ActiveMessage> admit(QueuedMessage message) {
        var id = message.id();
        int recipients = message.recipients().size();
        lock.lock();
        try {
            if (stopping || active.containsKey(id)) return Optional.empty();
            boolean full = active.size() >= admission.activeLimit()
                || !active.isEmpty() && activeRecipients + recipients > admission.recipientLimit();
            if (full) {
                pending.add(id);
                return Optional.empty();
            }
            var round = new ActiveMessage(message, recipients, micros());
            active.put(id, round);
            activeRecipients += recipients;
            return Optional.of(round);
        } finally {
            lock.unlock();
        }
    }

    private void admitPending() {
        for (var id = nextPending(); id.isPresent(); id = nextPending()) {
            var message = read(id.get());
            if (message.isEmpty()) continue;
            var round = admit(message.get());
            if (round.isEmpty()) {
                if (isFull()) return;
                continue;
            }
            Thread.startVirtualThread(() -> activate(round.get()));
        }
    }

    private boolean isFull() {
        lock.lock();
        try {
            return stopping || active.size() >= admission.activeLimit()
                || activeRecipients >= admission.recipientLimit();
        } finally {
            lock.unlock();
        }
    }

    private Optional<QueueId> nextPending() {
        lock.lock();
        try {
            if (stopping || active.size() >= admission.activeLimit()) return Optional.empty();
            return Optional.ofNullable(pending.poll());
        } finally {
            lock.unlock();
        }
    }

    /// Messages that cannot be read are left where they are, or set aside when they never will be.
    private Optional<QueuedMessage> read(QueueId id) {
        try {
            return parts.store().read(id).filter(message -> message.queue() == QueueName.INCOMING
                || message.queue() == QueueName.DEFERRED || message.queue() == QueueName.ACTIVE);
        } catch (IOException e) {
            log.warning(id + ": cannot read the message: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void activate(ActiveMessage entered) {
        var message = entered.message();
        var open = message.open();
        try {
            if (!enter(message.id())) open = List.of();
            else log.info(message.id() + ": from=<" + Quoting.header(message.envelope().sender()) + ">, size="
                + message.content().size() + ", nrcpt=" + open.size() + " (queue active)");
            if (!open.isEmpty() && isExpired(message.id())) expire(entered, open);
            else plan(entered, open);
        } catch (IOException | RuntimeException e) {
            trouble("activating " + message.id(), e);
        }
        ended(entered, List.of());
        pump();
    }

    /// Moves to the active queue, unless somebody has put it aside or removed it meanwhile.
    private boolean enter(QueueId id) throws IOException {
        var entry = parts.store().entry(id);
        boolean waits = entry.isPresent() && isWaiting(entry.get().queue());
        return waits && parts.store().move(id, QueueName.ACTIVE);
    }

    private boolean isExpired(QueueId id) {
        return parts.store().entry(id).filter(QueueEntry::expired).isPresent();
    }

    /// No more attempts: what kept recipients waiting is what their sender is told, or that an operator wished so.
    private void expire(ActiveMessage message, List<Recipient> open) {
        var waited = new BitSet();
        for (var attempt : message.message().history()) waited.set(attempt.recipient());
        var untried = open.stream().filter(recipient -> !waited.get(recipient.index())).toList();
        if (untried.isEmpty()) return;
        lock.lock();
        try {
            giveUp(message, untried, EXPIRED);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Flush> flushed(QueueId id) {
        lock.lock();
        try {
            return Optional.ofNullable(flushed.remove(id));
        } finally {
            lock.unlock();
        }
    }

    private void plan(ActiveMessage message, List<Recipient> open) {
        var current = plan;
        var rules = admission;
        var flush = flushed(message.message().id());
        var wanted = rules.doubleBounce().keep(open);
        if (wanted.size() < open.size()) discard(message, open, wanted);
        var diversion = Diversion.of(message.message(), current.settings());
        var kept = diversion.keep(wanted);
        if (kept.size() < wanted.size()) passOver(message, wanted.subList(1, wanted.size()));
        var assignment = Assignment.of(message.message(), kept, current.router(), diversion);
        lock.lock();
        try {
            assignment.groups().forEach((hop, recipients) -> {
                if (flush.isEmpty() && rules.deferred().contains(hop.transport()))
                    giveUp(message, recipients, Why.of("4.3.2", "deferred transport"));
                else assign(message, hop, recipients, flush);
            });
        } finally {
            lock.unlock();
        }
    }

    /// Those that a redirected message doesn't go to: nothing is told of them.
    private void passOver(ActiveMessage message, List<Recipient> others) {
        message.began();
        ended(message, attempts(others, new Fate.PassedOn(Why.of("2.0.0", "redirected"))));
    }

    /// Notices of ours that nobody could be given are not told of again (RFC 5321 section 6.1).
    private void discard(ActiveMessage message, List<Recipient> open, List<Recipient> wanted) {
        var gone = new ArrayList<>(open);
        gone.removeAll(wanted);
        message.began();
        var fate = new Fate.Delivered(Why.of("2.0.0", "undeliverable postmaster notification discarded"));
        closing.log(message, gone.stream().map(recipient -> new Outcome(recipient, fate)).toList());
        ended(message, attempts(gone, fate));
    }

    private void assign(ActiveMessage message, Assignment.Hop hop, List<Recipient> recipients,
                        Optional<Flush> flush) {
        var found = scheduler.transport(hop.transport());
        if (found.isEmpty()) {
            log.warning("connect to transport private/" + hop.transport() + ": No such file or directory");
            giveUp(message, recipients, NO_TRANSPORT);
            return;
        }
        var transport = found.get();
        int most = transport.limits().recipients();
        if (most == 1) {
            for (var recipient : recipients)
                enqueue(message, revived(transport.destination(recipient.address().folded().text(), hop.nexthop()),
                    flush), List.of(recipient));
            return;
        }
        var destination = revived(transport.destination(hop.nexthop(), hop.nexthop()), flush);
        int step = most == 0 ? recipients.size() : most;
        for (int from = 0; from < recipients.size(); from += step)
            enqueue(message, destination, recipients.subList(from, Math.min(recipients.size(), from + step)));
    }

    private Destination revived(Destination destination, Optional<Flush> flush) {
        if (flush.isPresent() && flush.get() == Flush.EACH && destination.isDead(parts.time().nanos()))
            destination.revive();
        return destination;
    }

    private void enqueue(ActiveMessage message, Destination destination, List<Recipient> recipients) {
        long now = parts.time().nanos();
        if (destination.isDead(now)) {
            giveUp(message, recipients, suspended(destination.why()));
            return;
        }
        message.began();
        scheduler.add(new Work(message, destination, recipients), now);
    }

    private static Why suspended(Why why) {
        String text = "delivery temporarily suspended: " + why.text();
        return new Why(why.withClass('4').status(), text, why.diagnostic(), why.mta());
    }

    /// Defers without an attempt, through the `retry` service, which logs it.
    private void giveUp(ActiveMessage message, List<Recipient> recipients, Why why) {
        long now = parts.time().nanos();
        message.began();
        var retry = scheduler.transport("retry");
        if (retry.isPresent()) {
            var destination = retry.get().destination(why.status() + " " + why.text(),
                why.status() + " " + why.text());
            scheduler.add(new Work(message, destination, recipients), now);
            return;
        }
        var fate = new Fate.Deferred(why);
        Thread.startVirtualThread(() -> ended(message, attempts(recipients, fate)));
    }

    private List<Attempt> attempts(List<Recipient> recipients, Fate fate) {
        var now = parts.time().now();
        return recipients.stream().map(recipient -> new Attempt(recipient.index(), now, fate)).toList();
    }

    /// Starts all deliveries that may start; the last of them on this thread.
    private void pump() {
        var mine = nextWork();
        while (mine.isPresent()) {
            var other = nextWork();
            if (other.isPresent()) {
                var work = mine.get();
                Thread.startVirtualThread(() -> {
                    deliver(work);
                    pump();
                });
                mine = other;
            } else {
                deliver(mine.get());
                mine = nextWork();
            }
        }
    }

    private Optional<Work> nextWork() {
        lock.lock();
        try {
            if (stopping) return Optional.empty();
            var work = scheduler.next(parts.time().nanos());
            if (work.isPresent()) deliveries++;
            return work;
        } finally {
            lock.unlock();
        }
    }

    /// False when an operator has removed the message, put it on hold or the like.
    private boolean isWanted(QueueId id) {
        return parts.store().entry(id).filter(entry -> entry.queue() == QueueName.ACTIVE).isPresent();
    }

    private void drop(Work work) {
        lock.lock();
        try {
            scheduler.dropped(work, parts.time().nanos());
            deliveries--;
            if (stopping) changed.signalAll();
        } finally {
            lock.unlock();
        }
        ended(work.message(), List.of());
    }

    private void deliver(Work work) {
        if (!isWanted(work.message().message().id())) {
            drop(work);
            return;
        }
        var delivery = attempt(work);
        List<Work> given;
        lock.lock();
        try {
            given = scheduler.done(work, delivery.health(), parts.time().nanos());
            deliveries--;
            for (var dropped : given) {
                giveUp(dropped.message(), dropped.recipients(), suspended(dropped.destination().why()));
            }
            if (stopping) changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (var dropped : given) ended(dropped.message(), List.of());
        ended(work.message(), attempts(delivery.outcomes()));
    }

    private Delivery attempt(Work work) {
        var transport = work.destination().transport();
        try {
            return transport.agent().deliver(closing.request(work, micros()).withBacklog(work.backlog()));
        } catch (RuntimeException bug) {
            log.panic("delivery by " + transport.name() + " of " + work.message().message().id(), bug);
            var fate = new Fate.Deferred(BROKEN);
            return new Delivery(work.recipients().stream().map(recipient -> new Outcome(recipient, fate)).toList(),
                new Delivery.Health.Dead(BROKEN));
        }
    }

    private List<Attempt> attempts(List<Outcome> outcomes) {
        var now = parts.time().now();
        return outcomes.stream().map(o -> new Attempt(o.recipient().index(), now, o.fate(),
            o.relay().equals("none") ? "" : o.relay())).toList();
    }

    /// A delivery of this message, or the planning, is over; the last one closes the round.
    private void ended(ActiveMessage message, List<Attempt> made) {
        boolean last = message.ended(made);
        if (!last) {
            closing.keep(message, made);
            return;
        }
        var id = message.message().id();
        try {
            closing.close(message, made);
        } catch (IOException | RuntimeException e) {
            trouble("closing " + id, e);
        }
        lock.lock();
        try {
            active.remove(id);
            flushed.remove(id);
            activeRecipients -= message.recipients();
        } finally {
            lock.unlock();
        }
        parts.store().entry(id).filter(entry -> entry.queue() == QueueName.MAILDROP)
            .ifPresent(_ -> parts.requeue().accept(id));
        if (hasPending()) admitPending();
    }

    private boolean hasPending() {
        lock.lock();
        try {
            return !pending.isEmpty() && !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void trouble(String doing, Exception e) {
        switch (e) {
            case IOException io -> log.error("qmgr: " + doing + ": " + io.getMessage());
            default -> log.panic(doing, e);
        }
    }

    private long micros() {
        return Closing.micros(parts.time().now());
    }

    /// How many messages are active, for tools and metrics.
    public Map<String, Integer> load() {
        lock.lock();
        try {
            return Map.of("active", active.size(), "pending", pending.size(), "deliveries", deliveries);
        } finally {
            lock.unlock();
        }
    }
}
