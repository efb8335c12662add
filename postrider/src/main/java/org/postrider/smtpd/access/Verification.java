package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_RECIPIENT_DEFER_CODE;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_RECIPIENT_REASON;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_RECIPIENT_REJECT_CODE;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_SENDER_DEFER_CODE;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_SENDER_REASON;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_SENDER_REJECT_CODE;
import static org.postrider.smtpd.access.AccessParams.UNVERIFIED_SENDER_TEMPFAIL_ACTION;
import static org.postrider.smtpd.access.AccessParams.VERIFY_POLL_COUNT;
import static org.postrider.smtpd.access.AccessParams.VERIFY_POLL_DELAY;

import java.time.Duration;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.verify.AddressVerifier.Answer;
import org.postrider.verify.AddressVerifier.Status;

/// `reject_unverified_sender` and `reject_unverified_recipient`: asks the servers of an address whether they would take
/// mail to it, and waits a little for what they say.
final class Verification {
    /// As much of another server's words as fits into a reply.
    private static final int LONGEST_REASON = 250;

    private final Site site;
    private final int polls;
    private final Duration delay;
    private final Manner sender, recipient;

    /// How results are answered.
    private record Manner(int rejectCode, int deferCode, String reason, boolean ifPermitted) {}

    Verification(Site site) {
        this.site = site;
        Settings settings = site.settings();
        polls = settings.get(VERIFY_POLL_COUNT);
        delay = settings.get(VERIFY_POLL_DELAY);
        sender = new Manner(settings.get(UNVERIFIED_SENDER_REJECT_CODE), settings.get(UNVERIFIED_SENDER_DEFER_CODE),
            settings.get(UNVERIFIED_SENDER_REASON),
            HostLookup.defersIfPermitted(settings, UNVERIFIED_SENDER_TEMPFAIL_ACTION));
        recipient = new Manner(settings.get(UNVERIFIED_RECIPIENT_REJECT_CODE),
            settings.get(UNVERIFIED_RECIPIENT_DEFER_CODE), settings.get(UNVERIFIED_RECIPIENT_REASON),
            HostLookup.defersIfPermitted(settings, UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION));
    }

    void declare(Keywords all) {
        all.add("reject_unverified_sender", check(ListKind.SENDER, sender));
        all.add("reject_unverified_recipient", check(ListKind.RECIPIENT, recipient));
    }

    private Check check(ListKind kind, Manner manner) {
        return (trial, _) -> {
            var subject = kind.subject(trial.facts()).filter(one -> !one.name().isEmpty());
            return subject.isPresent() ? check(trial, subject.get(), manner) : Outcome.NEXT;
        };
    }

    private Outcome check(Trial trial, Subject subject, Manner manner) {
        var answer = answer(new Address(subject.name()));
        int code = switch (answer.status()) {
            case OK -> 250;
            case DEFERRED, PENDING -> manner.deferCode;
            case BOUNCED -> manner.rejectCode;
        };
        String why = manner.reason.isEmpty() || code < 400 ? answer.why() : manner.reason;
        String status = subject.isSender() ? "4.1.7" : "4.1.1";
        if (code / 100 == 4) return HostLookup.unsure(trial, manner.ifPermitted, Denial.of(code, status, subject,
            "unverified address: " + why.substring(0, Math.min(LONGEST_REASON, why.length()))));
        return code / 100 == 5 ? trial.refuse(Trouble.POLICY,
            Denial.of(code, status, subject, "undeliverable address: " + why)) : Outcome.NEXT;
    }

    private Answer answer(Address address) {
        for (int count = 1;; count++) {
            var answer = site.parts().verifier().query(address);
            if (answer.status() != Status.PENDING || count == polls) return answer;
            try {
                site.parts().time().sleep(delay);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return answer;
            }
        }
    }
}
