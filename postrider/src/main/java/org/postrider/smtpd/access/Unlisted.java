package org.postrider.smtpd.access;

import static org.postrider.cleanup.CleanupParams.RECEIVE_OVERRIDES;
import static org.postrider.config.SiteParams.CANONICAL_MAPS;
import static org.postrider.config.SiteParams.DOUBLE_BOUNCE_SENDER;
import static org.postrider.config.SiteParams.RECIPIENT_CANONICAL_MAPS;
import static org.postrider.config.SiteParams.SENDER_CANONICAL_MAPS;
import static org.postrider.config.SiteParams.VIRTUAL_ALIAS_MAPS;
import static org.postrider.config.SiteParams.VIRTUAL_MAILBOX_MAPS;
import static org.postrider.resolve.ResolveParams.SHOW_USER_UNKNOWN_TABLE_NAME;
import static org.postrider.smtpd.access.AccessParams.LOCAL_RECIPIENT_MAPS;
import static org.postrider.smtpd.access.AccessParams.RELAY_RECIPIENT_MAPS;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_ALIAS_CODE;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_LOCAL_CODE;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_MAILBOX_CODE;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_RELAY_CODE;

import java.util.List;
import org.postrider.address.Address;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.resolve.Extensions;
import org.postrider.resolve.Route.AddressClass;
import org.postrider.smtpd.access.Destinations.Resolved;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.status.EnhancedStatus;
import org.postrider.table.AddressMaps;
import org.postrider.table.AddressMaps.Answer.Absent;
import org.postrider.table.AddressMaps.Answer.Found;
import org.postrider.table.AddressMaps.Answer.Unavailable;
import org.postrider.text.Latin1;

/// Refuses addresses in our own domains that are in none of the tables which have all of them
/// (LOCAL_RECIPIENT_README, ADDRESS_CLASS_README).
final class Unlisted {
    private final Site site;
    private final boolean off, namesTable;
    private final String doubleBounce;
    private final Tables tables;

    /// The addresses of a class.
    ///
    /// @param known false when nobody says which there are
    private record Users(AddressMaps maps, boolean known, int code, String table) {}

    private record Tables(AddressMaps recipientCanonical, AddressMaps senderCanonical, AddressMaps canonical,
                          AddressMaps aliases, Users local, Users mailboxes, Users relay) {}

    Unlisted(Site site) {
        this.site = site;
        var settings = site.settings();
        off = settings.get(RECEIVE_OVERRIDES).contains("no_unknown_recipient_checks");
        namesTable = settings.get(SHOW_USER_UNKNOWN_TABLE_NAME);
        doubleBounce = settings.get(DOUBLE_BOUNCE_SENDER);
        tables = new Tables(maps(RECIPIENT_CANONICAL_MAPS), maps(SENDER_CANONICAL_MAPS), maps(CANONICAL_MAPS),
            maps(VIRTUAL_ALIAS_MAPS), users(LOCAL_RECIPIENT_MAPS, UNKNOWN_LOCAL_CODE, "local recipient"),
            users(VIRTUAL_MAILBOX_MAPS, UNKNOWN_MAILBOX_CODE, "virtual mailbox"),
            users(RELAY_RECIPIENT_MAPS, UNKNOWN_RELAY_CODE, "relay recipient"));
    }

    private AddressMaps maps(Param<String> param) {
        return maps(site, param);
    }

    static AddressMaps maps(Site site, Param<String> param) {
        Settings settings = site.settings();
        return new AddressMaps(site.parts().tables().maps(param), Extensions.of(settings),
            site.parts().addresses().ours());
    }

    private Users users(Param<String> param, Param<Integer> code, String table) {
        return new Users(maps(param), !site.settings().get(param).isBlank(), site.settings().get(code), table);
    }

    Outcome sender(Trial trial, Subject sender) {
        return off || !trial.listsSender() ? Outcome.NEXT : check(trial, sender);
    }

    Outcome recipient(Trial trial, Subject recipient) {
        return off || recipient.name().isEmpty() || !trial.listsRecipient() ? Outcome.NEXT : check(trial, recipient);
    }

    private Outcome check(Trial trial, Subject subject) {
        return switch (site.destinations().of(trial, subject, new Address(subject.name()))) {
            case Resolved.Unknown() -> trial.cannotTell(subject.name());
            case Resolved.To to -> check(trial, subject, to);
        };
    }

    /// What a table rewrites is taken for good: whether what it becomes exists shows when it is delivered.
    private Outcome check(Trial trial, Subject subject, Resolved.To to) {
        var rewriting = subject.isSender()
            ? List.of(tables.recipientCanonical, tables.senderCanonical, tables.canonical, tables.aliases)
            : List.of(tables.recipientCanonical, tables.canonical, tables.aliases);
        for (var maps : rewriting)
            switch (maps.find(to.recipient())) {
                case Found _ -> {
                    return Outcome.NEXT;
                }
                case Unavailable _ -> {
                    return trial.cannotTell(subject.name());
                }
                case Absent() -> { }
            }
        return switch (to.transport()) {
            case "error" -> undeliverable(trial, subject, to, 5);
            case "retry" -> undeliverable(trial, subject, to, 4);
            default -> known(trial, subject, to);
        };
    }

    private Outcome undeliverable(Trial trial, Subject subject, Resolved.To to, int digit) {
        var split = EnhancedStatus.split(digit + ".1." + (subject.isSender() ? 0 : 1), to.nexthop());
        int code = digit == 4 ? 450 : to.addressClass() == AddressClass.VIRTUAL_ALIAS
            ? site.settings().get(UNKNOWN_ALIAS_CODE) : 550;
        return trial.refuse(Trouble.BOUNCE, Denial.of(code,
            Denial.fitting(split.status(), subject.kind(), trial.facts().log()), subject, split.text()));
    }

    private Outcome known(Trial trial, Subject subject, Resolved.To to) {
        return switch (to.addressClass()) {
            case LOCAL -> isInternal(to.recipient()) ? Outcome.NEXT : known(trial, subject, to, tables.local);
            case VIRTUAL_MAILBOX -> known(trial, subject, to, tables.mailboxes);
            case RELAY -> {
                var outcome = known(trial, subject, to, tables.relay);
                if (outcome == Outcome.NEXT) site.compatibility().accepts(trial, subject);
                yield outcome;
            }
            case VIRTUAL_ALIAS, DEFAULT -> Outcome.NEXT;
        };
    }

    /// Addresses that the mail system itself uses; the first is thrown away when mail to it comes in.
    private boolean isInternal(Address address) {
        String local = address.local();
        return Latin1.same(local, doubleBounce) || Latin1.same(local, "postmaster")
            || Latin1.same(local, "mailer-daemon");
    }

    private Outcome known(Trial trial, Subject subject, Resolved.To to, Users users) {
        if (!users.known) return Outcome.NEXT;
        return switch (users.maps.find(to.recipient())) {
            case Found _ -> Outcome.NEXT;
            case Unavailable _ -> trial.cannotTell(subject.name());
            case Absent() -> trial.refuse(Trouble.BOUNCE, Denial.of(users.code, subject.isSender() ? "5.1.0" : "5.1.1",
                subject, "User unknown" + (namesTable ? " in " + users.table + " table" : "")));
        };
    }
}
