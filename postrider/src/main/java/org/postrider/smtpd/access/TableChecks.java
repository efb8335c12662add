package org.postrider.smtpd.access;

import java.util.Optional;
import org.postrider.smtpd.access.Compiler.Maker;

/// The `check_..._access` restrictions, the DNS lists and policy servers: all that take an argument.
final class TableChecks {
    private static final String[] RECORDS = { "a", "mx", "ns" };

    private final Site site;
    private final Compiler compiler;

    TableChecks(Site site, Compiler compiler) {
        this.site = site;
        this.compiler = compiler;
    }

    private interface Search {
        Outcome run(AccessTable table, Trial trial);
    }

    void declare(Keywords all) {
        table(all, "check_client_access", TableChecks::client);
        table(all, "check_helo_access", TableChecks::helo);
        table(all, "check_sender_access", TableChecks::sender);
        table(all, "check_recipient_access", TableChecks::recipient);
        table(all, "check_etrn_access", TableChecks::etrn);
        checked(all, "check_reverse_client_hostname_access", TableChecks::reverseClient,
            trial -> trial.facts().client().reverseName());
        all.add("check_sasl_access", withTable("check_sasl_access", this::login));
        all.add("check_ccert_access", withArgument("check_ccert_access",
            spec -> CertificateAccess.of(site, compiler.actions(), spec)));
        for (var who : Who.values())
            for (String record : RECORDS) serverAccess(all, who, record);
        new DnsLists(site).declare(all);
        all.add("check_policy_service", this::policy);
    }

    private interface OfTable {
        Check check(AccessTable table);
    }

    private void table(Keywords all, String name, Search search) {
        all.add(name, withTable(name, table -> (trial, _) -> search.run(table, trial)));
    }

    private interface OfArgument {
        Check check(String argument);
    }

    private Maker withTable(String name, OfTable check) {
        return withArgument(name, spec -> check.check(AccessTable.open(site, compiler.actions(), spec)));
    }

    private Maker withArgument(String name, OfArgument check) {
        return reading -> {
            String keyword = reading.keyword();
            var spec = reading.argument();
            if (spec.isEmpty() || spec.get().indexOf(':') < 0) return compiler.misconfigured(reading, "restriction "
                + name + ": bad argument \"" + spec.orElse(keyword) + "\": need maptype:mapname");
            return check.check(spec.get());
        };
    }

    private interface Target {
        String of(Trial trial);
    }

    /// One whose OK would let strangers permit themselves: whoever has the name in his hands decides what it is.
    private void checked(Keywords all, String name, Search search, Target target) {
        all.add(name, (Reading reading) -> {
            String spelled = reading.keyword();
            return withTable(name, table -> (trial, _) ->
                withoutPermit(trial, search.run(table, trial), spelled, target.of(trial))).make(reading);
        });
    }

    static Outcome withoutPermit(Trial trial, Outcome outcome, String restriction, String target) {
        return outcome == Outcome.PERMIT && !trial.isDiscarded() ? trial.misconfigured(
            "restriction " + restriction + " returns OK for " + target, "this is not allowed for security reasons",
            "use DUNNO instead of OK if you want to make an exception") : outcome;
    }

    private void serverAccess(Keywords all, Who who, String record) {
        String name = "check_" + who.keyword() + "_" + record + "_access";
        var search = new ServerAccess(site, who, record);
        checked(all, name, search::run, trial -> who.name(trial).orElse(""));
    }

    private Check policy(Reading reading) {
        var server = reading.peek().filter(word -> word.indexOf(':') >= 0);
        if (server.isEmpty()) return compiler.misconfigured(reading,
            "restriction check_policy_service must be followed by transport:server");
        return new PolicyCheck(site, compiler.actions(), PolicyService.of(site, reading.next()));
    }

    static Outcome client(AccessTable table, Trial trial) {
        var client = trial.facts().client();
        return BareTable.orNext(table.client(trial, client.name(), new Subject(client.toString(),
            Subject.Kind.CLIENT)));
    }

    private static Outcome reverseClient(AccessTable table, Trial trial) {
        String name = trial.facts().client().reverseName();
        return BareTable.orNext(table.client(trial, name, new Subject(name, Subject.Kind.REVERSE_CLIENT)));
    }

    static Outcome helo(AccessTable table, Trial trial) {
        var helo = ListKind.HELO.subject(trial.facts());
        return BareTable.orNext(helo.flatMap(subject -> table.domain(trial, subject.name(), subject)));
    }

    static Outcome sender(AccessTable table, Trial trial) {
        var sender = ListKind.SENDER.subject(trial.facts());
        if (sender.isEmpty()) return Outcome.NEXT;
        return sender.get().name().isEmpty() ? table.nullSender(trial, sender.get())
            : table.mail(trial, sender.get());
    }

    static Outcome recipient(AccessTable table, Trial trial) {
        var recipient = ListKind.RECIPIENT.subject(trial.facts());
        return recipient.isPresent() ? table.mail(trial, recipient.get()) : Outcome.NEXT;
    }

    static Outcome etrn(AccessTable table, Trial trial) {
        String domain = trial.mail().etrn();
        return domain.isEmpty() ? Outcome.NEXT
            : BareTable.orNext(table.domain(trial, domain, new Subject(domain, Subject.Kind.ETRN)));
    }

    private Check login(AccessTable table) {
        if (!Site.isOn(site.settings(), "$smtpd_sasl_auth_enable")) return (trial, _) -> {
            trial.warn("restriction `check_sasl_access' ignored: no SASL support");
            return Outcome.NEXT;
        };
        return (trial, _) -> {
            String name = trial.facts().session().sasl().username();
            Optional<Outcome> found = name.isEmpty() ? Optional.empty()
                : table.exact(trial, name, new Subject(name, Subject.Kind.LOGIN));
            return BareTable.orNext(found);
        };
    }
}
