package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.SENDER_LOGIN_MAPS;

import java.util.List;
import org.postrider.address.Address;
import org.postrider.config.Words;
import org.postrider.smtpd.access.Destinations.Resolved;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.table.AddressMaps;
import org.postrider.table.Fold;

/// Who is logged in may only use sender addresses of his own, and those who are not none that somebody owns
/// (`smtpd_sender_login_maps`).
final class SenderLogins {
    private final Site site;
    private final AddressMaps owners;
    private final boolean sasl;

    SenderLogins(Site site) {
        this.site = site;
        owners = Unlisted.maps(site, SENDER_LOGIN_MAPS);
        sasl = Site.isOn(site.settings(), "$smtpd_sasl_auth_enable");
    }

    void declare(Keywords all) {
        all.add("reject_authenticated_sender_login_mismatch", when("reject_authenticated_sender_login_mismatch",
            (trial, sender) -> authenticated(trial, sender, false)));
        all.add("reject_known_sender_login_mismatch", when("reject_known_sender_login_mismatch",
            (trial, sender) -> trial.facts().session().sasl().username().isEmpty() ? unauthenticated(trial, sender)
                : authenticated(trial, sender, true)));
        var unauthenticated = when("reject_unauthenticated_sender_login_mismatch", this::unauthenticated);
        all.add("reject_unauthenticated_sender_login_mismatch", unauthenticated);
        all.add("reject_sender_login_mismatch", new CheckList(List.of(
            when("reject_authenticated_sender_login_mismatch", (trial, sender) -> authenticated(trial, sender, false)),
            unauthenticated)));
    }

    private interface Test {
        Outcome run(Trial trial, Subject sender);
    }

    private Check when(String name, Test test) {
        if (!sasl) return (trial, _) -> {
            trial.warn("restriction `" + name + "' ignored: no SASL support");
            return Outcome.NEXT;
        };
        return (trial, _) -> {
            var sender = ListKind.SENDER.subject(trial.facts()).filter(one -> !one.name().isEmpty());
            return sender.isPresent() ? test.run(trial, sender.get()) : Outcome.NEXT;
        };
    }

    private Outcome authenticated(Trial trial, Subject sender, boolean allowsUnowned) {
        String login = trial.facts().session().sasl().username();
        if (login.isEmpty()) return Outcome.NEXT;
        return switch (owners(trial, sender)) {
            case AddressMaps.Answer.Unavailable _ -> trial.cannotTell(sender.name());
            case AddressMaps.Answer.Absent() when allowsUnowned -> Outcome.NEXT;
            case AddressMaps.Answer.Found(String names, _) when isAmong(login, names) -> Outcome.NEXT;
            case AddressMaps.Answer.Absent(), AddressMaps.Answer.Found _ -> refuse(trial, sender,
                "not owned by user " + login);
        };
    }

    private static boolean isAmong(String login, String names) {
        String folded = Fold.key(login);
        return Words.list(names).stream().anyMatch(name -> Fold.key(name).equals(folded));
    }

    private Outcome unauthenticated(Trial trial, Subject sender) {
        if (!trial.facts().session().sasl().username().isEmpty()) return Outcome.NEXT;
        return switch (owners(trial, sender)) {
            case AddressMaps.Answer.Unavailable _ -> trial.cannotTell(sender.name());
            case AddressMaps.Answer.Found _ -> refuse(trial, sender, "not logged in");
            case AddressMaps.Answer.Absent() -> Outcome.NEXT;
        };
    }

    private static Outcome refuse(Trial trial, Subject sender, String why) {
        return trial.refuse(Trouble.POLICY, new Denial(553, "5.7.1",
            "<" + sender.name() + ">: Sender address rejected: " + why));
    }

    private AddressMaps.Answer owners(Trial trial, Subject sender) {
        return switch (site.destinations().sender(trial, new Address(sender.name()))) {
            case Resolved.Unknown() -> new AddressMaps.Answer.Unavailable("");
            case Resolved.To to -> owners.find(to.recipient());
        };
    }
}
