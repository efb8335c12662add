package org.postrider.agent.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postrider.delivery.DeliveryLog;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.Outcome;
import org.postrider.log.Log;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Why;
import org.postrider.table.Fold;
import org.postrider.time.Time;

/// One recipient of a request with all that it expands to: what was done already, and what became of it. For one
/// thread.
final class Job {
    /// What the recipients of a request have in common.
    ///
    /// @param relay the service's name in master.cf, as logged
    record Common(DeliveryRequest request, Loops loops, String relay, Voice voice) {}

    /// @param number of this delivery
    record Voice(Log log, DeliveryLog delivery, Time time, long number) {}

    private final Common common;
    private final Recipient recipient;
    private final int remembered;
    private final Set<String> seen = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Forwarding forwarding = new Forwarding();
    private boolean expanded;
    private boolean toList;
    private int deferrals;

    /// @param remembered how many things done are remembered (`duplicate_filter_limit`); 0: all
    Job(Common common, Recipient recipient, int remembered) {
        this.common = common;
        this.recipient = recipient;
        this.remembered = remembered;
    }

    DeliveryRequest request() {
        return common.request;
    }

    Recipient recipient() {
        return recipient;
    }

    Loops loops() {
        return common.loops;
    }

    Forwarding forwarding() {
        return forwarding;
    }

    Log log() {
        return common.voice.log;
    }

    long number() {
        return common.voice.number;
    }

    String relay() {
        return common.relay;
    }

    boolean isProbe() {
        return common.request.purpose() == DeliveryRequest.Purpose.PROBE;
    }

    /// True once for each key, whatever its case.
    boolean isFirst(String key) {
        String folded = Fold.key(key);
        if (seen.contains(folded)) return false;
        if (remembered == 0 || seen.size() < remembered) seen.add(folded);
        return true;
    }

    boolean knows(String key) {
        return seen.contains(Fold.key(key));
    }

    /// So many recipients have to be tried again.
    int deferrals() {
        return deferrals;
    }

    void sent(Target target, String text) {
        report(target, new Fate.Delivered(Why.of("2.0.0", text)), common.relay);
    }

    void bounce(Target target, String status, String text) {
        report(target, new Fate.Bounced(Why.of(status, text)), common.relay);
    }

    void defer(Target target, String status, String text) {
        report(target, new Fate.Deferred(Why.of(status, text)), common.relay);
    }

    /// Bounces or defers, as the status says.
    void fail(Target target, Why why) {
        report(target, why.status().startsWith("4") ? new Fate.Deferred(why) : new Fate.Bounced(why), common.relay);
    }

    /// Logs what became of a recipient.
    void report(Target target, Fate fate, String relay) {
        var outcome = new Outcome(target.recipient(), fate, relay);
        var now = common.voice.time.now();
        common.voice.delivery.write(common.request.id(), outcome, relay,
            common.request.timing().doneAt(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000));
        record(outcome.told(relay));
    }

    /// Takes over what another agent has logged already.
    void record(Outcome outcome) {
        if (outcome.fate() instanceof Fate.Deferred) deferrals++;
        outcomes.add(outcome);
    }

    /// The recipient was an alias; its sender is told of that if it wanted to hear of success (RFC 3461 section 5.2.7).
    ///
    /// @param list the alias is a list, with an owner: then mail to it counts as delivered
    void expanded(Target target, boolean list) {
        if (!target.recipient().notices().contains(Notify.SUCCESS)) return;
        expanded = true;
        toList = list;
    }

    /// All of it as one: what has to be tried again outweighs what failed, and that outweighs success. The address is
    /// that of the recipient it happened to.
    Outcome outcome() {
        var why = Why.of("2.0.0", "alias expanded");
        var result = new Outcome(recipient, expanded && !toList ? new Fate.Expanded(why) : new Fate.Delivered(why),
            common.relay);
        if (!expanded && !outcomes.isEmpty()) result = outcomes.getLast();
        for (var outcome : outcomes) if (outcome.fate() instanceof Fate.Bounced) result = outcome;
        for (var outcome : outcomes) if (outcome.fate() instanceof Fate.Deferred) result = outcome;
        return new Outcome(recipient.withAddress(result.recipient().address()), result.fate(), result.relay());
    }
}
