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
import org.postrider.config.LocalMachine;
import org.postrider.config.Settings;
import org.postrider.os.ErrnoException;
import org.postrider.os.Identity;
import org.postrider.os.PidFile;
import org.postrider.os.Processes;
import org.postrider.os.Processes.Signal;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// postfix(1): starts, stops and asks after the mail system.
final class Postfix implements Command {
    /// How long `stop` waits before it ends the mail system with force, in pauses of [#PAUSE].
    private static final int STOP_PAUSES = 200;
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override public String usage() {
        return "[-c config_dir] [-Dv] command\n"
            + "  start      start the mail system      stop      stop it, letting deliveries end\n"
            + "  start-fg   start it in the foreground abort     stop it at once\n"
            + "  reload     read the configuration     flush     try to deliver all deferred mail now\n"
            + "  status     is it running?             check     warn of bad files and settings";
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options("c:Dv");
        if (options.operands().size() != 1) throw CommandException.usage("");
        String directory = absolute(call, options.value('c').orElse(call.variable("MAIL_CONFIG",
            Configuration.DEFAULT_DIRECTORY)));
        var settings = Configuration.read(directory, new LocalMachine("postfix")).settings();
        var script = new Script(call, directory, settings, options.has('v'));
        return switch (options.operands().getFirst()) {
            case "start" -> script.start();
            case "start-fg" -> script.startForeground();
            case "stop" -> script.stop();
            case "abort" -> script.abort();
            case "reload" -> script.reload();
            case "flush" -> script.flush();
            case "status" -> script.status();
            case "check" -> script.check();
            default -> throw CommandException.usage("unknown command: '" + options.operands().getFirst()
                + "'. Usage: postfix start (or stop, reload, abort, flush, check, status)");
        };
    }

    private static String absolute(Invocation call, String directory) {
        return Latin1.fromUnicode(call.directory().resolve(Latin1.toUnicode(directory)).normalize().toString());
    }

    /// What Postfix's own script of this name does.
    private record Script(Invocation call, String directory, Settings settings, boolean verbose) {
        private Messages messages() {
            return new Messages(settings.get(SYSLOG_NAME) + "/postfix-script", call.err());
        }

        private Path pidFile() {
            return Path.of(Latin1.toUnicode(settings.get(QUEUE_DIRECTORY)), "pid/master.pid");
        }

        private OptionalLong holder() throws ErrnoException {
            if (!Files.exists(pidFile())) return OptionalLong.empty();
            return PidFile.holder(Latin1.fromUnicode(pidFile().toString()));
        }

        private List<String> daemon() {
            var command = new ArrayList<>(List.of(call.home().resolve("libexec/daemon").toString(), "-c",
                Latin1.toUnicode(directory)));
            if (verbose) command.add("-v");
            return command;
        }

        private int fatal(String text) {
            messages().fatal(text);
            return ExitCodes.FATAL;
        }

        int start() throws IOException {
            if (holder().isPresent()) return fatal("the Postfix mail system is already running");
            messages().info("starting the Postfix mail system");
            var command = daemon();
            command.addFirst("setsid");
            var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile())).directory(Path.of("/").toFile());
            var process = builder.start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("ready")) return 0;
                if (line.startsWith("fatal: ")) messages().fatal(line.substring(7));
                else if (line.startsWith("warning: ")) messages().warning(line.substring(9));
                else messages().line(line);
            }
            return fatal("mail system startup failed");
        }

        int startForeground() throws IOException {
            if (holder().isPresent()) return fatal("the Postfix mail system is already running");
            messages().info("starting the Postfix mail system");
            var process = new ProcessBuilder(daemon()).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            try {
                return process.waitFor();
            } catch (InterruptedException _) {
                process.destroy();
                return ExitCodes.FATAL;
            }
        }

        private int signal(String doing, Signal signal) throws ErrnoException {
            var holder = holder();
            if (holder.isEmpty()) return fatal("the Postfix mail system is not running");
            messages().info(doing + " the Postfix mail system");
            Processes.signal(holder.getAsLong(), signal);
            return 0;
        }

        int stop() throws IOException {
            var holder = holder();
            int status = signal("stopping", Signal.TERM);
            if (status != 0) return status;
            for (int i = 1; i <= STOP_PAUSES; i++) {
                if (holder().isEmpty()) return 0;
                if (i % 20 == 0) messages().info("waiting for the Postfix mail system to terminate");
                if (!pause()) return ExitCodes.FATAL;
            }
            messages().warning("stopping the Postfix mail system with force");
            Processes.signal(holder.getAsLong(), Signal.KILL);
            return 0;
        }

        private static boolean pause() {
            try {
                Time.system().sleep(PAUSE);
                return true;
            } catch (InterruptedException _) {
                return false;
            }
        }

        /// The queue is safe whenever the process ends, so there is nothing gentler to lose.
        int abort() throws IOException {
            var holder = holder();
            int status = signal("aborting", Signal.USR1);
            return status != 0 || holder.isEmpty() ? status : 0;
        }

        int reload() throws IOException {
            return signal("refreshing", Signal.HUP);
        }

        int flush() throws IOException {
            var command = List.of(call.home().resolve("bin/postqueue").toString(), "-c", Latin1.toUnicode(directory),
                "-f");
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (InterruptedException _) {
                return ExitCodes.FATAL;
            }
        }

        int status() throws IOException {
            var holder = holder();
            if (holder.isEmpty()) {
                messages().info("the Postfix mail system is not running");
                return ExitCodes.FATAL;
            }
            messages().info("the Postfix mail system is running: PID: " + holder.getAsLong());
            return 0;
        }

        int check() throws IOException {
            if (!Identity.current().root())
                messages().warning("to check owners and rights of the queue, run this as root");
            var command = daemon();
            command.add("--check");
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (InterruptedException _) {
                return ExitCodes.FATAL;
            }
        }
    }
}
