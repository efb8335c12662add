package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.CLIENT_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.DATA_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.DELAY_REJECT;
import static org.postrider.smtpd.access.AccessParams.END_OF_DATA_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.ETRN_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.HELO_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.RECIPIENT_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.REJECT_UNLISTED_RECIPIENT;
import static org.postrider.smtpd.access.AccessParams.REJECT_UNLISTED_SENDER;
import static org.postrider.smtpd.access.AccessParams.RELAY_FIRST;
import static org.postrider.smtpd.access.AccessParams.RELAY_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.SENDER_RESTRICTIONS;

import java.util.List;
import java.util.Optional;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.text.Latin1;

/// The restrictions as main.cf and a master.cf row have them.
final class SiteRestrictions implements Restrictions {
    /// What a relay control that refuses in the end would permit before that.
    private static final String WOULD_RELAY = "permit_mynetworks, permit_sasl_authenticated, permit_auth_destination";

    private final Site site;
    private final Lists lists;
    private final Unlisted unlisted;
    private final LocalClients localClients;
    private final boolean delay, relayFirst, unlistedSender, unlistedRecipient;

    private record Lists(CheckList client, CheckList helo, CheckList sender, CheckList relay, CheckList recipient,
                         CheckList data, CheckList endOfData, CheckList etrn) {}

    private SiteRestrictions(Site site, Compiler compiler) {
        this.site = site;
        var settings = site.settings();
        RelayControl.require(site);
        // for who has not yet said what he wants: nothing is refused, but told of
        var relay = site.compatibility().relayRestrictions() ? compiler.list(RELAY_RESTRICTIONS.name(), WOULD_RELAY)
            : list(compiler, RELAY_RESTRICTIONS);
        lists = new Lists(list(compiler, CLIENT_RESTRICTIONS), list(compiler, HELO_RESTRICTIONS),
            list(compiler, SENDER_RESTRICTIONS), relay, list(compiler, RECIPIENT_RESTRICTIONS),
            list(compiler, DATA_RESTRICTIONS), list(compiler, END_OF_DATA_RESTRICTIONS),
            list(compiler, ETRN_RESTRICTIONS));
        unlisted = new Unlisted(site);
        localClients = new LocalClients(site);
        delay = settings.get(DELAY_REJECT);
        relayFirst = settings.get(RELAY_FIRST) && !site.compatibility().relayRestrictions();
        unlistedSender = settings.get(REJECT_UNLISTED_SENDER);
        unlistedRecipient = settings.get(REJECT_UNLISTED_RECIPIENT);
    }

    static Restrictions of(Settings settings, Parts parts) {
        var site = Site.of(settings, parts);
        return new SiteRestrictions(site, new Compiler(site));
    }

    private CheckList list(Compiler compiler, Param<String> param) {
        return compiler.list(param.name(), site.settings().get(param));
    }

    @Override public Ruling check(Stage stage, Facts facts) {
        boolean early = stage == Stage.CONNECT || stage == Stage.HELO || stage == Stage.MAIL;
        if (early && delay) return Ruling.PASS;
        var trial = new Trial(site, stage, facts);
        return trial.ruling(switch (stage) {
            case CONNECT -> client(trial);
            case HELO -> helo(trial);
            case MAIL -> sender(trial);
            case RCPT, VRFY -> recipient(trial);
            case DATA -> content(trial, ListKind.DATA, lists.data);
            case END_OF_MESSAGE -> content(trial, ListKind.END_OF_DATA, lists.endOfData);
            case ETRN -> etrn(trial);
        });
    }

    @Override public Rewriting rewriting(Facts facts) {
        return localClients.rewriting(new Trial(site, Stage.MAIL, facts));
    }

    private static Facts.Memory memory(Trial trial) {
        return trial.facts().session().memory();
    }

    private Outcome client(Trial trial) {
        trial.begin(ListKind.CLIENT, Optional.empty());
        var outcome = run(trial, lists.client);
        memory(trial).doubt(Stage.CONNECT, trial.doubt());
        return outcome;
    }

    private Outcome helo(Trial trial) {
        if (trial.facts().session().helo().isEmpty()) return Outcome.NEXT;
        trial.begin(ListKind.HELO, memory(trial).doubt(Stage.CONNECT));
        var outcome = run(trial, lists.helo);
        memory(trial).doubt(Stage.HELO, trial.doubt());
        return outcome;
    }

    /// A client may leave HELO out.
    private static Optional<Doubt> beforeMail(Trial trial) {
        return memory(trial).doubt(Stage.CONNECT).or(() -> memory(trial).doubt(Stage.HELO));
    }

    private Outcome sender(Trial trial) {
        if (trial.mail().sender().isEmpty()) return Outcome.NEXT;
        trial.begin(ListKind.SENDER, beforeMail(trial));
        var outcome = run(trial, lists.sender);
        memory(trial).doubt(Stage.MAIL, trial.doubt());
        boolean look = unlistedSender && !outcome.ends() && !trial.isDiscarded();
        var sender = ListKind.SENDER.subject(trial.facts()).filter(one -> look && !one.name().isEmpty());
        return sender.isPresent() ? unlisted.sender(trial, sender.get()) : outcome;
    }

    private static Outcome run(Trial trial, CheckList list) {
        var subject = trial.list().subject(trial.facts());
        return list.isEmpty() || subject.isEmpty() ? Outcome.NEXT : list.run(trial, subject.get());
    }

    private interface Part {
        Outcome run(Trial trial);
    }

    private Outcome delayed(Trial trial, List<Part> parts) {
        if (delay) for (var part : parts) {
            var outcome = part.run(trial);
            if (outcome.ends()) return outcome;
        }
        return Outcome.NEXT;
    }

    private Outcome recipient(Trial trial) {
        var recipient = ListKind.RECIPIENT.subject(trial.facts());
        // RFC 5321 section 4.5.1: mail to the postmaster is taken, whoever sends it
        if (recipient.isEmpty() || Latin1.same(recipient.get().name(), "postmaster")) return Outcome.NEXT;
        var outcome = delayed(trial, List.of(this::client, this::helo, this::sender));
        if (outcome.ends()) return outcome;
        trial.begin(ListKind.RECIPIENT, memory(trial).doubt(Stage.MAIL));
        outcome = relayAndRecipient(trial, recipient.get());
        if (!outcome.ends()) outcome = trial.settle();
        boolean look = unlistedRecipient && !outcome.ends() && !trial.isDiscarded();
        return look ? unlisted.recipient(trial, recipient.get()) : outcome;
    }

    private Outcome relayAndRecipient(Trial trial, Subject recipient) {
        var first = relayFirst ? relay(trial, recipient) : run(trial, lists.recipient);
        if (first.ends()) {
            if (!relayFirst) site.compatibility().refusedFirst(trial, recipient);
            return first;
        }
        return relayFirst ? run(trial, lists.recipient) : relay(trial, recipient);
    }

    private Outcome relay(Trial trial, Subject recipient) {
        var outcome = run(trial, lists.relay);
        if (site.compatibility().relayRestrictions() && outcome == Outcome.NEXT)
            site.compatibility().relayAllowed(trial, recipient);
        return outcome;
    }

    private Outcome content(Trial trial, ListKind kind, CheckList list) {
        if (list.isEmpty()) return Outcome.NEXT;
        trial.begin(kind, Optional.empty());
        var outcome = run(trial, list);
        return outcome.ends() ? outcome : trial.settle();
    }

    private Outcome etrn(Trial trial) {
        var outcome = delayed(trial, List.of(this::client, this::helo));
        if (outcome.ends()) return outcome;
        trial.begin(ListKind.ETRN, beforeMail(trial));
        outcome = run(trial, lists.etrn);
        return outcome.ends() ? outcome : trial.settle();
    }
}
