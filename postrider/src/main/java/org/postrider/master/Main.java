package org.postrider.master;

import static org.postrider.config.SiteParams.MAIL_OWNER;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.os.ErrnoException;
import org.postrider.os.Identity;
import org.postrider.os.PidFile;
import org.postrider.os.Processes.Signal;
import org.postrider.os.Signals;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.os.Users.Answer;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// The first class of the mail system's processes; `postfix start` starts it, the supervisor starts it again as the
/// mail process.
public final class Main {
    private static final String STARTING = "starting the Postfix mail system";
    private final Start start;
    private final Starter starter;
    private final Time time = Time.system();

    private Main(Start start, Starter starter) {
        this.start = start;
        this.starter = starter;
    }

    /// @param arguments `-c config_directory`, `-v`, and the role of this process
    public static void main(String[] arguments) {
        var start = Start.parse(arguments);
        var starter = start.isPresent() && start.get().role() == Start.Role.FOREGROUND
            ? new Starter(new FileOutputStream(FileDescriptor.err), "postfix: ")
            : new Starter(new FileOutputStream(FileDescriptor.out), "");
        if (start.isEmpty()) {
            starter.fatal("usage: daemon [-c config_dir] [-v]; use the postfix command");
            System.exit(1);
        }
        System.exit(new Main(start.get(), starter).run());
    }

    private int run() {
        try {
            return switch (start.role()) {
                case SYSTEM, FOREGROUND -> Identity.current().root() ? supervise() : alone();
                case MAIL -> mail(Site.read(start, Declared.all()), true);
                case CHECK -> check();
                case TRY -> new TryOut(start, time).run();
                case STAND_ALONE -> StandAlone.run(start, time);
            };
        } catch (ConfigException e) {
            starter.fatal(e.getMessage());
        } catch (IOException e) {
            starter.fatal(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            return 1;
        }
        return 1;
    }

    private int check() {
        var findings = Check.of(start, Declared.all(), time);
        findings.attempt(() -> {
            var settings = start.configuration().settings();
            var owner = Identity.current().root() ? Layout.Owner.of(owner(settings)) : Layout.Owner.SELF;
            Layout.of(settings).prepare(owner);
        });
        findings.warnings().forEach(starter::warning);
        findings.problems().forEach(starter::fatal);
        return findings.problems().isEmpty() ? 0 : 1;
    }

    private User owner(Settings settings) {
        String name = settings.get(MAIL_OWNER);
        return switch (Users.system().user(name)) {
            case Answer.Found<User>(User user) -> {
                if (user.uid() == 0) throw new ConfigException("parameter mail_owner: user " + name
                    + " has privileged user ID: use an account of its own");
                yield user;
            }
            case Answer.Absent<User>() -> throw new ConfigException("unknown mail_owner configuration parameter value: "
                + name + ": make the account (useradd --system --no-create-home --shell /usr/sbin/nologin " + name
                + ") or set mail_owner");
            case Answer.Unavailable<User>(String why) -> throw new ConfigException("cannot look up mail_owner " + name
                + ": " + why);
        };
    }

    private PidFile claim(Layout layout) throws ErrnoException {
        return PidFile.claim(Latin1.fromUnicode(layout.pidFile().toString())).orElseThrow(() ->
            new ConfigException("the Postfix mail system is already running"));
    }

    private int alone() throws IOException, InterruptedException {
        var site = Site.read(start, Declared.all());
        var layout = Layout.of(site.settings());
        layout.prepare(Layout.Owner.SELF);
        Sinks.prepare(site.settings(), Layout.Owner.SELF);
        try (var _ = claim(layout)) {
            starter.info(STARTING);
            return mail(site, false);
        }
    }

    private int mail(Site site, boolean split) throws IOException, InterruptedException {
        var ground = Ground.of(Layout.of(site.settings()), Sinks.open(site.settings(), time), time, split);
        var log = ground.log(site.settings(), "master");
        if (split) MailProcess.endWith(System.in);
        else log.info(site.label("daemon started"));
        var process = MailProcess.start(start, site, ground);
        Signals.on(Signal.HUP, () -> {
            if (process.reload() && split) starter.reloaded();
        });
        Signals.on(Signal.TERM, process::stop);
        Signals.on(Signal.INT, process::stop);
        Signals.on(Signal.USR1, () -> Runtime.getRuntime().halt(1));
        starter.ready();
        return process.await();
    }

    private int supervise() throws IOException, InterruptedException {
        var site = Site.read(start, Declared.all());
        var owner = owner(site.settings());
        var layout = Layout.of(site.settings());
        layout.prepare(Layout.Owner.of(owner));
        Sinks.prepare(site.settings(), Layout.Owner.of(owner));
        try (var _ = claim(layout)) {
            starter.info(STARTING);
            return supervise(site, owner);
        }
    }

    private int supervise(Site site, User owner) throws IOException, InterruptedException {
        var ground = Ground.of(Layout.of(site.settings()), Sinks.open(site.settings(), time), time, true);
        var log = ground.log(site.settings(), "master");
        log.info(site.label("daemon started"));
        var latest = new AtomicReference<>(site);
        var supervisor = new Supervisor(MailCommand.of(start, owner), new Supervisor.Means(starter, log, time,
            () -> log.info(latest.get().label("reload"))));
        try (var agents = PrivilegedAgents.serve(site, ground, owner)) {
            Signals.on(Signal.HUP, () -> reload(log, supervisor, fresh -> {
                Sinks.prepare(fresh.settings(), Layout.Owner.of(owner));
                Sinks.renew(ground.sink(), fresh.settings());
                agents.reconfigure(fresh);
                latest.set(fresh);
            }));
            Signals.on(Signal.TERM, () -> stop(log, supervisor, 15));
            Signals.on(Signal.INT, () -> stop(log, supervisor, 2));
            Signals.on(Signal.USR1, supervisor::abort);
            return supervisor.run();
        }
    }

    /// First here, then in the mail process, which says when it is done.
    private void reload(Log log, Supervisor supervisor, Consumer<Site> here) {
        try {
            here.accept(Site.read(start, Declared.all()));
            supervisor.reload();
        } catch (ConfigException e) {
            log.fatal("reload: " + e.getMessage() + "; the old configuration stays in use");
        }
    }

    private static void stop(Log log, Supervisor supervisor, int signal) {
        log.info("terminating on signal " + signal);
        try {
            supervisor.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
