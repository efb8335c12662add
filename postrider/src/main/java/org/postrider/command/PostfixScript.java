package org.postrider.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;
import static org.postrider.config.SiteParams.SYSLOG_NAME;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.postrider.config.Configuration;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.log.Severity;
import org.postrider.os.ErrnoException;
import org.postrider.os.Identity;
import org.postrider.os.PidFile;
import org.postrider.os.Processes;
import org.postrider.os.Processes.Signal;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// What Postfix's script of this name does, in its words: to the user, and to the log.
final class PostfixScript {
    static final String NAME = "postfix-script";
    /// How long `stop` waits before it ends the mail system with force, in pauses of [#PAUSE]; every tenth it says that
    /// it waits. The mail system itself ends what hangs after some seconds less.
    private static final int STOP_PAUSES = 200;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Invocation call;
    private final String directory;
    private final Settings settings;
    private final boolean verbose;
    private final Messages messages;
    private final Log log;

    PostfixScript(Invocation call, Configuration configuration, boolean verbose) {
        this.call = call;
        this.verbose = verbose;
        directory = configuration.directory();
        settings = configuration.settings();
        // Postfix's script speaks through postlog(1), which calls itself by the script's name only on a terminal.
        messages = new Messages(settings.get(SYSLOG_NAME) + "/" + (Terminal.isError() ? NAME : "postlog"), call.err());
        log = Voice.log(settings, settings.get(SYSLOG_NAME) + "/" + NAME, Voice.Fallback.FILE);
    }

    private Path pidFile() {
        return Path.of(Latin1.toUnicode(settings.get(QUEUE_DIRECTORY)), "pid/master.pid");
    }

    private OptionalLong holder() throws ErrnoException {
        if (!Files.exists(pidFile())) return OptionalLong.empty();
        try {
            return PidFile.holder(Latin1.fromUnicode(pidFile().toString()));
        } catch (ErrnoException e) {
            throw new CommandException("open " + pidFile() + ": " + e.getMessage()
                + ": only the user who started the mail system may look");
        }
    }

    private void say(Severity severity, String text) {
        messages.line(messages.name() + ": " + severity.word() + text);
        log.write(severity, text);
    }

    int fatal(String text) {
        say(Severity.FATAL, text);
        return ExitCodes.FATAL;
    }

    private void info(String text) {
        say(Severity.INFO, text);
    }

    private List<String> daemon(String... more) {
        var command = new ArrayList<>(List.of(call.home().resolve("libexec/daemon").toString(), "-c",
            Latin1.toUnicode(directory)));
        if (verbose) command.add("-v");
        command.addAll(List.of(more));
        return command;
    }

    /// Starts the mail system and waits until it listens, or says what stands in the way.
    int start() throws IOException {
        if (holder().isPresent()) return fatal("the Postfix mail system is already running");
        info("starting the Postfix mail system");
        warn();
        var command = daemon();
        command.addFirst("setsid");
        return listen(command) ? 0 : fatal("mail system startup failed");
    }

    /// Hears what the mail system says about its start.
    ///
    /// @return whether all is well
    private boolean listen(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile())).directory(Path.of("/").toFile()).start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1));
        boolean well = true;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("ready")) return true;
            well &= !hear(line);
        }
        return well && wait(process) == 0;
    }

    /// True for a complaint that nothing can go on after.
    private boolean hear(String line) {
        String fatal = Severity.FATAL.word(), warning = Severity.WARNING.word();
        if (line.startsWith(fatal)) fatal(line.substring(fatal.length()));
        else if (line.startsWith(warning)) say(Severity.WARNING, line.substring(warning.length()));
        else messages.line(line);
        return line.startsWith(fatal);
    }

    private static int wait(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException _) {
            process.destroy();
            return ExitCodes.FATAL;
        }
    }

    private static int run(List<String> command) throws IOException {
        return wait(new ProcessBuilder(command).inheritIO().start());
    }

    /// Only when called past the launcher, which otherwise becomes the mail system itself.
    int startForeground() throws IOException {
        var process = new ProcessBuilder(daemon("--foreground")).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return wait(process);
    }

    private OptionalLong signal(String doing, Signal signal) throws ErrnoException {
        var holder = holder();
        if (holder.isEmpty()) {
            fatal("the Postfix mail system is not running");
            return holder;
        }
        info(doing + " the Postfix mail system");
        Processes.signal(holder.getAsLong(), signal);
        return holder;
    }

    int stop() throws IOException {
        var holder = signal("stopping", Signal.TERM);
        if (holder.isEmpty()) return ExitCodes.FATAL;
        for (int i = 1; i <= STOP_PAUSES; i++) {
            if (holder().isEmpty()) return 0;
            if (i % 10 == 0) info("waiting for the Postfix mail system to terminate");
            if (!pause(PAUSE)) return ExitCodes.FATAL;
        }
        say(Severity.WARNING, "stopping the Postfix mail system with force");
        Processes.signal(holder.getAsLong(), Signal.KILL);
        return 0;
    }

    private static boolean pause(Duration pause) {
        try {
            Time.system().sleep(pause);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /// The queue is safe whenever the process ends, so there is nothing gentler to lose.
    int abort() throws IOException {
        return signal("aborting", Signal.USR1).isPresent() ? 0 : ExitCodes.FATAL;
    }

    int reload() throws IOException {
        warn();
        return signal("refreshing", Signal.HUP).isPresent() ? 0 : ExitCodes.FATAL;
    }

    int flush() throws IOException {
        return run(List.of(call.home().resolve("bin/postqueue").toString(), "-c", Latin1.toUnicode(directory), "-f"));
    }

    int status() throws IOException {
        warn();
        var holder = holder();
        if (holder.isEmpty()) {
            info("the Postfix mail system is not running");
            return ExitCodes.FATAL;
        }
        info("the Postfix mail system is running: PID: " + holder.getAsLong());
        return 0;
    }

    /// Tells of what is odd in main.cf and master.cf, without end or consequence.
    private void warn() {
        Postconf.warn(call.err(), directory);
    }

    int check() throws IOException {
        warn();
        if (!Identity.current().root())
            say(Severity.WARNING, "to check owners and rights of the queue, run this as root");
        return listen(daemon("--check")) ? 0 : ExitCodes.FATAL;
    }

    /// Postfix adds the rows that a newer version's master.cf needs.
    int upgrade() throws IOException {
        info("nothing to add to master.cf: what it does not name of Postfix's inner services is built in");
        return check();
    }

    int rotateLog() throws IOException {
        var rotation = LogRotation.of(settings);
        var problem = rotation.refusal();
        if (problem.isPresent()) return fatal(problem.get());
        try {
            var renamed = rotation.rename();
            var holder = holder();
            if (holder.isPresent()) Processes.signal(holder.getAsLong(), Signal.HUP);
            // As in Postfix: time for the mail system to open the new file, before the old one is compressed.
            if (holder.isPresent() && !pause(LogRotation.REOPENING)) return ExitCodes.FATAL;
            rotation.compress(renamed);
            return 0;
        } catch (IOException e) {
            return fatal("logfile '" + rotation.file() + "' rotation failed: " + e.getMessage());
        }
    }
}
