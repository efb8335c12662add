package org.postrider.master;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.agent.local.LocalParams;
import org.postrider.anvil.Anvil;
import org.postrider.config.ConfigException;
import org.postrider.config.Configuration;
import org.postrider.config.MainCf;
import org.postrider.config.MasterCf;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.Param;
import org.postrider.config.SiteParams;
import org.postrider.flush.SiteFlush;
import org.postrider.os.User;
import org.postrider.os.Users.Answer;
import org.postrider.resolve.ResolveParams;
import org.postrider.spawn.SpawnCommand;
import org.postrider.table.TableException;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Looks at all that the services would look at, as `postfix check` does: every value parsed, every table opened, every
/// restriction compiled, every user, program and transport that is named looked for. What is wrong in one place does
/// not hide what is wrong in another: a value that makes no sense is reported and its default takes its place.
///
/// Nothing is changed and nothing is sent. Services are made and thrown away; what they log is caught.
final class Check {
    /// The services that this program has.
    private static final Set<String> PROGRAMS = Set.of("smtpd", "postscreen", "dnsblog", "tlsproxy", "pickup",
        "cleanup", "qmgr", "oqmgr", "nqmgr", "tlsmgr", "trivial-rewrite", "bounce", "verify", "flush", "proxymap",
        "smtp", "lmtp", "showq", "error", "retry", "discard", "local", "virtual", "pipe", "spawn", "anvil", "scache",
        "postlogd", "qmqpd", "nbdb_reindexd");
    /// Parameters that name a transport, with or without a next hop.
    private static final List<Param<String>> TRANSPORTS = List.of(ResolveParams.DEFAULT_TRANSPORT,
        ResolveParams.LOCAL_TRANSPORT, ResolveParams.RELAY_TRANSPORT, ResolveParams.VIRTUAL_TRANSPORT,
        LocalParams.MAILBOX_TRANSPORT, LocalParams.FALLBACK_TRANSPORT);

    private static final String LEVEL = SiteParams.COMPATIBILITY_LEVEL.name();
    /// Nobody makes more mistakes of a kind that nothing can go on after; it ends the search in any case.
    private static final int MOST_TRIALS = 20;

    private final Site site;
    private final Findings findings;
    private final Ground ground;

    private Check(Site site, Findings findings, Time time) {
        this.site = site;
        this.findings = findings;
        this.ground = Ground.of(Layout.of(site.settings()), findings, time, false);
    }

    /// @throws ConfigException when main.cf cannot be read at all
    static Findings of(Start start, Collection<? extends Param<?>> declared, Time time) {
        var written = start.configuration();
        var findings = new Findings(written);
        try {
            if (written.hasOldDefaults())
                findings.warning("Postfix is using backwards-compatible default settings: see"
                    + " https://www.postfix.org/COMPATIBILITY_README.html");
        } catch (ConfigException malformed) {
            // Half of all defaults depend on it.
            findings.problem(written.place(LEVEL) + malformed.getMessage());
            written = written.without(List.of(LEVEL));
        }
        written.problems(declared).forEach(findings::problem);
        var configuration = written.without(bad(written, declared));
        var master = master(configuration, findings);
        var rows = new ArrayList<Row>();
        var reading = new Reading(configuration, declared, findings);
        for (var row : master.rows()) rows.add(reading.withoutBad(row, master.path()));
        var site = new Site(configuration, new MasterCf(master.path(), rows, master.warnings()));
        findings.attempt(() -> new Check(site, findings, time).run());
        site.warnings(declared).forEach(findings::warning);
        return findings;
    }

    private static List<String> bad(Configuration configuration, Collection<? extends Param<?>> declared) {
        var names = new ArrayList<String>();
        for (var param : declared) if (configuration.problem(param).isPresent()) names.add(param.name());
        return names;
    }

    private static MasterCf master(Configuration configuration, Findings findings) {
        String path = configuration.directory() + "/master.cf";
        try {
            return MasterCf.parse(path, MainCf.content(path), Site.disabled(configuration.settings()),
                bad -> findings.problem(bad.getMessage()));
        } catch (ConfigException unreadable) {
            findings.problem(unreadable.getMessage());
            return new MasterCf(path, List.of(), List.of());
        }
    }

    /// @param configuration without the settings of main.cf that make no sense
    private record Reading(Configuration configuration, Collection<? extends Param<?>> declared, Findings findings) {
        /// The row without those of its settings that make no sense.
        Row withoutBad(Row row, String path) {
            var good = new LinkedHashMap<>(row.options());
            var settings = configuration.settings(row.service(), row.program(), row.options());
            for (var param : declared)
                if (row.options().containsKey(param.name()))
                    try {
                        settings.get(param);
                    } catch (ConfigException bad) {
                        findings.problem(path + ", line " + row.line() + ": -o " + param.name() + ": "
                            + bad.getMessage());
                        good.remove(param.name());
                    }
            return new Row(row.service(), row.type(), row.isPrivate(), row.unprivileged(), row.chroot(), row.wakeup(),
                row.limit(), row.command(), row.flags(), good, row.operands(), row.line());
        }
    }

    private void run() {
        for (var row : site.master().rows()) program(row);
        for (var param : TRANSPORTS) transport(param);
        findings.attempt(this::account);
        findings.attempt(this::mailboxCommand);
        findings.attempt(this::services);
    }

    private String place(Row row) {
        return site.master().path() + ", line " + row.line() + ": ";
    }

    private void program(Row row) {
        if (row.program().equals("spawn"))
            findings.attempt(place(row), () -> SpawnCommand.of(row, site.settings(row), new SpawnCommand.Means(
                ground.users(), AgentWiring.environment(site.settings(row)), ground.runAs().switches())));
        for (String word : row.operands()) {
            if (word.startsWith("argv=/")) executable(row, word.substring("argv=".length()));
            if (word.startsWith("user=") && row.program().equals("pipe"))
                user(word.substring("user=".length()).split(":", 2)[0]).ifPresent(text -> complain(row, text));
        }
        if (PROGRAMS.contains(row.program())) return;
        if (row.command().startsWith("/")) executable(row, row.command());
        else complain(row, "unknown service program " + row.command()
            + ": name one of Postfix's, or a program with its folder");
    }

    /// Rows of pipe wait for a transport table to name them: packages bring some that nobody uses.
    private void complain(Row row, String text) {
        if (row.program().equals("pipe")) findings.warning(place(row) + text);
        else findings.problem(place(row) + text);
    }

    private void executable(Row row, String path) {
        if (!Files.isExecutable(Path.of(Latin1.toUnicode(path))))
            complain(row, path + ": no such program, or it cannot be executed");
    }

    /// What is wrong with a user's name.
    private Optional<String> user(String name) {
        return switch (ground.users().user(name)) {
            case Answer.Found<User> _ -> Optional.empty();
            case Answer.Absent<User>() -> Optional.of("unknown user name: " + name);
            case Answer.Unavailable<User>(String why) ->
                Optional.of("cannot look up user name: " + name + ": " + why);
        };
    }

    private void account() {
        String name = site.settings().get(SiteParams.DEFAULT_PRIVS), param = SiteParams.DEFAULT_PRIVS.name();
        user(name).ifPresent(text -> findings.problem(site.configuration().place(param) + param + ": " + text));
    }

    /// A transport is a service of master.cf, of type unix.
    private void transport(Param<String> param) {
        String value = site.settings().get(param), name = value.split(":", 2)[0];
        if (value.isEmpty()) return;
        for (var row : site.master().rows()) if (row.type() == Type.UNIX && row.service().equals(name)) return;
        String text = site.configuration().place(param.name()) + param.name() + " = " + value + ": "
            + site.master().path() + " has no service " + name + " of type unix";
        // Who receives no mail of that kind needs none.
        if (site.settings().isSet(param)) findings.problem(text);
        else findings.warning(text);
    }

    private void mailboxCommand() {
        String command = site.settings().get(LocalParams.MAILBOX_COMMAND).strip(), program = command.split("\\s", 2)[0];
        if (program.startsWith("/") && !Files.isExecutable(Path.of(Latin1.toUnicode(program))))
            findings.problem(site.configuration().place(LocalParams.MAILBOX_COMMAND.name())
                + "mailbox_command: " + program + ": no such program, or it cannot be executed");
    }

    /// Makes all services; when a setting of main.cf stands in the way, once more without it.
    private void services() {
        var trial = site;
        for (int i = 0; i < MOST_TRIALS; i++) {
            var blamed = services(trial);
            if (blamed.isEmpty()) return;
            trial = new Site(trial.configuration().without(List.of(blamed.get())), trial.master());
        }
    }

    /// Nobody comes to these servers.
    private SmtpdWiring.Shared shared(Site trial) {
        var settings = trial.settings("anvil");
        return new SmtpdWiring.Shared(new Anvil(settings, ground.time(), ground.log(settings, "anvil")),
            _ -> SiteFlush.Status.FAIL);
    }

    /// @return the setting that they could not all be made for
    private Optional<String> services(Site trial) {
        try {
            var wiring = new Wiring(trial, ground, new NoQueue(), _ -> {});
            findings.attempt(() -> wiring.plan(wiring.intake()));
            for (var door : wiring.doors(shared(trial)))
                findings.attempt(place(door.row()), door.row().options().keySet(),
                    () -> door.handler().apply(() -> false));
            return Optional.empty();
        } catch (ConfigException | TableException bad) {
            findings.attempt(() -> {
                throw bad;
            });
            return findings.setting(bad.getMessage());
        }
    }
}
