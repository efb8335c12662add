package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.BOUNCE_CODE;
import static org.postrider.smtpd.access.AccessParams.NON_FQDN_CODE;
import static org.postrider.smtpd.access.AccessParams.RELAY_CODE;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_ADDRESS_CODE;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_ADDRESS_TEMPFAIL_ACTION;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.smtpd.access.Destinations.Resolved;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.text.Hostname;

/// Restrictions on sender and recipient addresses. The null sender passes those on senders.
final class AddressChecks {
    private final Site site;
    private final Unlisted unlisted;
    private final HostLookup lookup;
    private final int nonFqdnCode, relayCode, unknownCode, bounceCode;
    private final boolean unsureIfPermitted;

    AddressChecks(Site site) {
        this.site = site;
        unlisted = new Unlisted(site);
        lookup = new HostLookup(site.parts().resolver());
        var settings = site.settings();
        nonFqdnCode = settings.get(NON_FQDN_CODE);
        relayCode = settings.get(RELAY_CODE);
        unknownCode = settings.get(UNKNOWN_ADDRESS_CODE);
        bounceCode = settings.get(BOUNCE_CODE);
        unsureIfPermitted = HostLookup.defersIfPermitted(settings, UNKNOWN_ADDRESS_TEMPFAIL_ACTION);
    }

    private interface Test {
        Outcome run(Trial trial, Subject subject);
    }

    void declare(Keywords all) {
        all.add("reject_non_fqdn_sender", sender(this::incomplete));
        all.add("reject_unknown_sender_domain", sender(this::unknownDomain));
        all.add("reject_unknown_address", sender(this::unknownDomain));
        all.add("reject_unlisted_sender", sender(unlisted::sender));
        all.add("reject_non_fqdn_recipient", recipient(this::incomplete));
        all.add("reject_unknown_recipient_domain", recipient(this::unknownDomain));
        all.add("reject_unlisted_recipient", recipient(unlisted::recipient));
        all.add("check_recipient_maps", recipient(unlisted::recipient));
        all.add("permit_auth_destination", (Reading reading) -> permitted(reading, this::isAuthorized));
        var backup = new MxBackup(site);
        all.add("permit_mx_backup", (Reading reading) -> {
            backup.warnOnce();
            return permitted(reading, backup::permits);
        });
        all.add("reject_unauth_destination", recipient((trial, rcpt) -> unauthorized(trial, rcpt, relayCode, "5.7.1")));
        all.add("defer_unauth_destination",
            recipient((trial, rcpt) -> unauthorized(trial, rcpt, relayCode - 100, "4.7.1")));
        all.add("reject_multi_recipient_bounce", this::manyRecipients);
    }

    private static Check sender(Test test) {
        return (trial, _) -> {
            var sender = ListKind.SENDER.subject(trial.facts()).filter(one -> !one.name().isEmpty());
            return sender.isPresent() ? test.run(trial, sender.get()) : Outcome.NEXT;
        };
    }

    private static Check recipient(Test test) {
        return (trial, _) -> {
            var recipient = ListKind.RECIPIENT.subject(trial.facts());
            return recipient.isPresent() ? test.run(trial, recipient.get()) : Outcome.NEXT;
        };
    }

    /// Whether the recipient is one that mail is permitted to; empty when that cannot be told.
    interface Permission {
        Optional<Boolean> of(Trial trial, Subject recipient);
    }

    private static Check permitted(Reading reading, Permission permission) {
        String spelled = reading.keyword();
        return recipient((trial, rcpt) -> {
            var is = permission.of(trial, rcpt);
            if (is.isEmpty()) return trial.cannotTell(rcpt.name());
            return is.get() ? trial.permit(spelled, rcpt, "") : Outcome.NEXT;
        });
    }

    private Optional<Boolean> isAuthorized(Trial trial, Subject recipient) {
        return isAuthorized(site, trial, recipient);
    }

    static Optional<Boolean> isAuthorized(Site site, Trial trial, Subject recipient) {
        return switch (site.destinations().recipient(trial, new Address(recipient.name()))) {
            case Resolved.Unknown() -> Optional.empty();
            case Resolved.To to -> {
                boolean is = site.destinations().isAuthorized(to);
                if (is) site.compatibility().relays(trial, to);
                yield Optional.of(is);
            }
        };
    }

    private Outcome unauthorized(Trial trial, Subject recipient, int code, String status) {
        var is = isAuthorized(trial, recipient);
        if (is.isEmpty()) return trial.cannotTell(recipient.name());
        return is.get() ? Outcome.NEXT : trial.refuse(Trouble.POLICY,
            new Denial(code, status, "<" + recipient.name() + ">: Relay access denied"));
    }

    private Outcome incomplete(Trial trial, Subject subject) {
        String domain = new Address(subject.name()).domain();
        if (domain.startsWith("[") && domain.endsWith("]")) return Outcome.NEXT;
        String name = Texts.withoutFinalDot(domain);
        boolean valid = trial.mail().utf8() ? Hostname.isValidUtf8(name) : Hostname.isValid(name);
        return valid && name.indexOf('.') >= 0 ? Outcome.NEXT : trial.refuse(Trouble.POLICY,
            Denial.of(nonFqdnCode, "4.5.2", subject, "need fully-qualified address"));
    }

    /// Domains that end here need no DNS.
    private Outcome unknownDomain(Trial trial, Subject subject) {
        return switch (site.destinations().of(trial, subject, new Address(subject.name()))) {
            case Resolved.Unknown() -> trial.cannotTell(subject.name());
            case Resolved.To to when to.isFinal() || to.isLiteral() || !to.recipient().hasDomain() -> Outcome.NEXT;
            case Resolved.To to -> unknownDomain(trial, subject, Texts.ascii(to.recipient().domain()));
        };
    }

    private Outcome unknownDomain(Trial trial, Subject subject, String domain) {
        String status = subject.isSender() ? "4.1.8" : "4.1.2";
        return switch (lookup.mailDomain(domain)) {
            case FOUND -> Outcome.NEXT;
            case NULL_MX -> trial.refuse(Trouble.POLICY, Denial.of(subject.isSender() ? 550 : 556,
                subject.isSender() ? "4.7.27" : "4.1.10", subject,
                "Domain " + domain + " does not accept mail (nullMX)"));
            case INVALID -> trial.refuse(Trouble.POLICY,
                Denial.of(unknownCode, status, subject, "Malformed DNS server reply"));
            case ABSENT -> trial.refuse(Trouble.POLICY, Denial.of(unknownCode, status, subject, "Domain not found"));
            case UNKNOWN -> HostLookup.unsure(trial, unsureIfPermitted,
                Denial.of(450, status, subject, "Domain not found"));
        };
    }

    /// At RCPT the recipient in question is not yet counted.
    private Outcome manyRecipients(Trial trial, Subject subject) {
        boolean bounce = trial.mail().sender().filter(Address::isNull).isPresent();
        int others = trial.stage() == Stage.RCPT ? 0 : 1;
        return bounce && trial.mail().recipients() > others ? trial.refuse(Trouble.POLICY,
            Denial.of(bounceCode, "5.5.3", subject, "Multi-recipient bounce")) : Outcome.NEXT;
    }
}
