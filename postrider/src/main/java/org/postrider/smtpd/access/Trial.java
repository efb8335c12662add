package org.postrider.smtpd.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postrider.smtpd.access.Outcome.Refused;
import org.postrider.smtpd.access.Ruling.Effect;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.smtpd.access.Ruling.Verdict;
import org.postrider.table.MatchList;

/// One look at the restrictions of a stage, from the first list that is due to the last. For one thread.
final class Trial {
    /// Lists that come out of tables may name tables that give lists.
    private static final int DEEPEST = 100;

    private final Site site;
    private final Stage stage;
    private final Facts facts;
    private final String where;
    private final List<Effect> effects = new ArrayList<>(0);
    private Optional<Doubt> ifPermitted = Optional.empty();
    private Optional<Doubt> ifRefused = Optional.empty();
    private ListKind list = ListKind.CLIENT;
    private boolean warning;
    private boolean fallingBack;
    private boolean senderListed;
    private boolean recipientListed;
    private boolean held;
    private boolean discarded;
    private int depth;
    private final Destinations.Memo memo = new Destinations.Memo();

    Trial(Site site, Stage stage, Facts facts) {
        this.site = site;
        this.stage = stage;
        this.facts = facts.at(stage);
        where = facts.session().command();
        held = facts.transaction().held();
        discarded = facts.transaction().discarded();
    }

    Facts facts() {
        return facts;
    }

    Stage stage() {
        return stage;
    }

    Facts.Transaction mail() {
        return facts.transaction();
    }

    ListKind list() {
        return list;
    }

    Destinations.Memo memo() {
        return memo;
    }

    // ---- lists

    /// Begins the lists of a stage of the session.
    ///
    /// @param carried a doubt that an earlier stage leaves
    void begin(ListKind next, Optional<Doubt> carried) {
        list = next;
        ifPermitted = carried;
        ifRefused = Optional.empty();
        warning = false;
    }

    Optional<Doubt> doubt() {
        return ifPermitted;
    }

    /// Nothing that is still to come can make a difference.
    boolean isSettled() {
        return discarded || ifPermitted.isPresent() && ifRefused.isPresent();
    }

    /// `warn_if_reject`: what the check would refuse is only logged.
    Outcome warned(Check check, Subject subject) {
        boolean before = warning;
        warning = true;
        try {
            return check.run(this, subject);
        } finally {
            warning = before;
        }
    }

    boolean isWarning() {
        return warning;
    }

    /// A list that a table gave; empty when tables and lists go in a circle.
    Optional<Outcome> nested(Check check, Subject subject) {
        if (depth == DEEPEST) return Optional.empty();
        depth++;
        try {
            return Optional.of(check.run(this, subject));
        } finally {
            depth--;
        }
    }

    /// What is done when a policy server fails; empty when that led to such a failure itself.
    Optional<Outcome> nestedFallback(Supplier<Outcome> fallback) {
        if (fallingBack) return Optional.empty();
        fallingBack = true;
        try {
            return Optional.of(fallback.get());
        } finally {
            fallingBack = false;
        }
    }

    // ---- what restrictions decide

    /// Permits, which is logged when `smtpd_log_access_permit_actions` has the action.
    ///
    /// @param origin `from table`, or nothing
    Outcome permit(String action, Subject subject, String origin) {
        if (ifPermitted.isEmpty() && site.permits().match(action) instanceof MatchList.Answer.Match)
            note("permit", "action=" + action + " for " + subject.kind() + "=" + subject.name() + " " + origin);
        return Outcome.PERMIT;
    }

    Outcome refuse(Trouble trouble, Denial denial) {
        boolean onlyWarn = warning && trouble.isSendersFault();
        var checked = denial.checked(facts.log());
        if (!onlyWarn && ifRefused.isPresent() && checked.code() / 100 == 5) {
            var earlier = ifRefused.get();
            ifRefused = Optional.empty();
            warning = false;
            return refuse(earlier.trouble(), earlier.denial());
        }
        var reply = checked.reply(site.softBounce());
        if (!onlyWarn) return new Refused(trouble, reply);
        note("reject_warning", reply.toString());
        return Outcome.NEXT;
    }

    /// Refuses what everything else would permit.
    Outcome deferIfPermitted(Denial denial) {
        if (warning) return refuse(Trouble.POLICY, denial);
        if (ifPermitted.isEmpty()) ifPermitted = Optional.of(new Doubt(Trouble.POLICY, denial));
        return Outcome.NEXT;
    }

    /// Makes a refusal for good one for now.
    Outcome deferIfRefused(Denial denial) {
        if (ifRefused.isEmpty()) ifRefused = Optional.of(new Doubt(Trouble.POLICY, denial));
        return Outcome.NEXT;
    }

    /// A table could not tell.
    Outcome cannotTell(String name) {
        return refuse(Trouble.DATA, new Denial(451, "4.3.0", "<" + name + ">: Temporary lookup failure"));
    }

    /// The configuration makes no sense here.
    Outcome misconfigured(String... warnings) {
        for (String text : warnings) warn(text);
        return refuse(Trouble.SOFTWARE, new Denial(451, "4.3.5", "Server configuration error"));
    }

    /// Once all lists have passed: what was only to be deferred if permitted is permitted now.
    Outcome settle() {
        return ifPermitted.isEmpty() ? Outcome.NEXT
            : refuse(ifPermitted.get().trouble(), ifPermitted.get().denial());
    }

    Outcome hangUp() {
        return new Outcome.HungUp();
    }

    // ---- what they do to the message

    boolean isHeld() {
        return held;
    }

    boolean isDiscarded() {
        return discarded;
    }

    void effect(Effect effect) {
        held |= effect instanceof Effect.Hold;
        discarded |= effect instanceof Effect.Discard;
        effects.add(effect);
    }

    // ---- reject_unlisted_*, once is enough

    /// True the first time, when what comes of it counts.
    boolean listsSender() {
        boolean first = !senderListed;
        senderListed |= !warning;
        return first;
    }

    boolean listsRecipient() {
        boolean first = !recipientListed;
        recipientListed |= !warning;
        return first;
    }

    // ---- the log

    void note(String what, String text) {
        site.log().write(facts, what, where, text);
    }

    void warn(String text) {
        facts.log().warning(text);
    }

    void info(String text) {
        facts.log().info(text);
    }

    Ruling ruling(Outcome outcome) {
        Verdict verdict = switch (outcome) {
            case Outcome.Plain _ -> new Verdict.Pass();
            case Refused(var trouble, var reply) -> new Verdict.Refuse(trouble, reply);
            case Outcome.HungUp() -> new Verdict.HangUp();
        };
        return effects.isEmpty() && verdict instanceof Verdict.Pass ? Ruling.PASS
            : new Ruling(verdict, List.copyOf(effects));
    }
}
