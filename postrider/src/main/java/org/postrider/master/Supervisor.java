package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.log.Log;
import org.postrider.os.ErrnoException;
import org.postrider.os.Processes;
import org.postrider.os.User;
import org.postrider.time.Time;

/// Keeps the mail process running: starts it as `$mail_owner` with the one capability it needs, starts it again when
/// it dies, passes signals on. The thread that calls [#run] is the one that waits.
final class Supervisor {
    /// How long the mail process may take to let its sessions and deliveries end.
    private static final Duration GRACE = Duration.ofSeconds(15);
    /// A mail process that lived for less than this is not started again at once.
    private static final Duration QUICK = Duration.ofSeconds(10);
    /// After the second quick death, as Postfix's master throttles.
    private static final Duration THROTTLE = Duration.ofSeconds(10);

    private final Start start;
    private final User owner;
    private final Starter starter;
    private final Log log;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private boolean stopping;
    private List<Process> mail = List.of();

    /// What it works with.
    record Means(Starter starter, Log log, Time time) {}

    Supervisor(Start start, User owner, Means means) {
        this.start = start;
        this.owner = owner;
        starter = means.starter();
        log = means.log();
        time = means.time();
    }

    /// Returns the exit status when all is over.
    int run() throws IOException, InterruptedException {
        boolean first = true;
        int quick = 0;
        while (true) {
            long began = time.nanos();
            var process = spawn();
            if (process.isEmpty()) return 0;
            boolean ready = listen(process.getFirst(), first);
            int status = process.getFirst().waitFor();
            if (isStopping()) return 0;
            if (first && !ready) return 1;
            first = false;
            log.warning("process " + start.home() + "/libexec/daemon pid " + process.getFirst().pid() + ending(status));
            quick = time.nanos() - began < QUICK.toNanos() ? quick + 1 : 0;
            if (quick > 1) {
                log.warning("the mail process keeps dying -- throttling");
                pause(THROTTLE);
            }
        }
    }

    private static String ending(int status) {
        return status > 128 ? " killed by signal " + (status - 128) : " exit status " + status;
    }

    private List<Process> spawn() throws IOException {
        lock.lock();
        try {
            if (stopping) return List.of();
            mail = List.of(new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
            return mail;
        } finally {
            lock.unlock();
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(),
            "--init-groups", "--inh-caps=-all,+net_bind_service", "--ambient-caps=-all,+net_bind_service",
            "--bounding-set=-all,+net_bind_service", "--no-new-privs",
            start.home().resolve("libexec/daemon").toString(), "--mail", "-c", start.directory()));
        if (start.verbose()) command.add("-v");
        return command;
    }

    /// Reads what the mail process says about its start and hands it on to our own starter.
    private boolean listen(Process process, boolean tell) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(Starter.READY)) {
                if (tell) starter.ready();
                return true;
            }
            if (tell && line.startsWith("fatal: ")) starter.fatal(line.substring("fatal: ".length()));
            if (tell && line.startsWith("warning: ")) starter.warning(line.substring("warning: ".length()));
        }
        return false;
    }

    private void pause(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!stopping && left > 0) left = stopped.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// The process to signal; empty while there is none.
    private List<Process> current() {
        lock.lock();
        try {
            return mail;
        } finally {
            lock.unlock();
        }
    }

    /// Tells the mail process to read its configuration again.
    void reload() {
        for (var process : current())
            try {
                Processes.signal(process.pid(), Processes.Signal.HUP);
            } catch (ErrnoException e) {
                log.warning("cannot tell the mail process to reload: " + e.getMessage());
            }
    }

    /// Lets it end in good order, and ends it when that takes too long.
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            stopped.signalAll();
        } finally {
            lock.unlock();
        }
        for (var process : current()) {
            process.destroy();
            if (!process.waitFor(GRACE.toSeconds(), SECONDS)) process.destroyForcibly();
        }
    }

    /// Ends both processes at once. The queue is safe whenever they end.
    void abort() {
        for (var process : current()) process.destroyForcibly();
        Runtime.getRuntime().halt(1);
    }
}
