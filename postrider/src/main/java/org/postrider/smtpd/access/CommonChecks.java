package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.DEFER_CODE;
import static org.postrider.smtpd.access.AccessParams.PLAINTEXT_CODE;
import static org.postrider.smtpd.access.AccessParams.REJECT_CODE;

import java.time.Duration;
import java.util.Optional;
import org.postrider.smtpd.access.Ruling.Trouble;

/// Restrictions that look at nothing in particular.
final class CommonChecks {
    /// No client waits longer, whatever the list says.
    private static final int LONGEST_SLEEP = 100_000;

    private final Site site;
    private final Compiler compiler;

    CommonChecks(Site site, Compiler compiler) {
        this.site = site;
        this.compiler = compiler;
    }

    void declare(Keywords all) {
        var settings = site.settings();
        int rejectCode = settings.get(REJECT_CODE), deferCode = settings.get(DEFER_CODE),
            plaintextCode = settings.get(PLAINTEXT_CODE);
        all.add("permit", (Reading reading) -> {
            String name = reading.keyword();
            return last(reading, (trial, subject) -> trial.permit(name, subject, ""));
        });
        all.add("reject", (Reading reading) -> last(reading, (trial, subject) -> trial.refuse(Trouble.POLICY,
            Denial.of(rejectCode, "5.7.1", subject, "Access denied"))));
        all.add("defer", (Reading reading) -> last(reading, (trial, subject) -> trial.refuse(Trouble.POLICY,
            Denial.of(deferCode, "4.3.2", subject, "Try again later"))));
        all.add("defer_if_permit", (Trial trial, Subject subject) -> trial.deferIfPermitted(
            Denial.of(450, "4.7.0", subject, "defer_if_permit requested")));
        all.add("defer_if_reject", (Trial trial, Subject subject) -> trial.deferIfRefused(
            Denial.of(450, "4.7.0", subject, "defer_if_reject requested")));
        all.add("reject_unauth_pipelining", (Trial trial, Subject subject) -> trial.facts().session().eager()
            ? trial.refuse(Trouble.PROTOCOL, Denial.of(503, "5.5.0", subject,
                "Improper use of SMTP command pipelining")) : Outcome.NEXT);
        all.add("reject_plaintext_session", (Trial trial, Subject _) -> trial.facts().session().tls().encrypted()
            ? Outcome.NEXT : trial.refuse(Trouble.POLICY,
                new Denial(plaintextCode, "4.7.1", "Session encryption is required")));
        all.add("sleep", this::sleep);
        declareRemoved(all);
    }

    /// What follows is never looked at; Postfix says so each time, as it knows only then.
    private Check last(Reading reading, Check check) {
        String keyword = reading.keyword();
        Optional<String> warning = reading.peek()
            .map(next -> "restriction `" + next + "' after `" + keyword + "' is ignored");
        if (warning.isEmpty()) return check;
        return (trial, subject) -> {
            var outcome = check.run(trial, subject);
            if (outcome != Outcome.NEXT) trial.warn(warning.get());
            return outcome;
        };
    }

    private Check sleep(Reading reading) {
        var seconds = reading.peek().filter(word -> Texts.isDigits(word) && word.length() < 10);
        if (seconds.isEmpty())
            return compiler.misconfigured(reading, "restriction sleep must be followed by number");
        reading.next();
        var time = Duration.ofSeconds(Math.min(Integer.parseInt(seconds.get()), LONGEST_SLEEP));
        return (_, _) -> {
            try {
                site.parts().time().sleep(time);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return Outcome.NEXT;
        };
    }

    /// Names that Postfix has given up; it says what to write instead.
    private void declareRemoved(Keywords all) {
        removed(all, "reject_maps_rbl", "\"reject_rbl_client domain-name\"");
        removed(all, "permit_naked_ip_address", "\"permit_mynetworks\" or \"permit_sasl_authenticated\"");
        removed(all, "check_relay_domains", "\"reject_unauth_destination\"");
    }

    private void removed(Keywords all, String name, String instead) {
        String mailName = site.settings().get(org.postrider.config.SiteParams.MAIL_NAME);
        all.add(name, (Reading reading) -> compiler.misconfigured(reading, "support for restriction \"" + name
            + "\" has been removed in " + mailName + " 3.9; instead, specify " + instead));
    }
}
