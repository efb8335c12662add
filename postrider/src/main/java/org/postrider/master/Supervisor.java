package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.log.Log;
import org.postrider.os.ErrnoException;
import org.postrider.os.Processes;
import org.postrider.time.Time;

/// Keeps the mail process running: starts it, starts it again when it dies, passes signals on. The thread that calls
/// [#run] is the one that waits.
final class Supervisor {
    /// How long the mail process may take to let its sessions and deliveries end.
    private static final Duration GRACE = Duration.ofSeconds(15);
    /// What the log calls it, where Postfix names a program.
    private static final String DAEMON = "mail";

    /// What the JDK adds to the number of the signal that ended a process.
    private static final int SIGNALLED = 128;

    private final List<String> command;
    private final Starter starter;
    private final Log log;
    private final Time time;
    private final Runnable reloaded;
    private final Restarts restarts = new Restarts();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private boolean stopping;
    private List<Process> mail = List.of();

    /// What it works with.
    ///
    /// @param reloaded called when the mail process has a new configuration in use
    record Means(Starter starter, Log log, Time time, Runnable reloaded) {}

    /// @param command starts the mail process, which says how it fares on its standard output, as to a [Starter]
    Supervisor(List<String> command, Means means) {
        this.command = List.copyOf(command);
        starter = means.starter();
        log = means.log();
        time = means.time();
        reloaded = means.reloaded();
    }

    /// Returns the exit status when all is over: 1 when the mail process could not be started at all.
    int run() throws IOException, InterruptedException {
        boolean first = true;
        while (true) {
            long began = time.nanos();
            var process = spawn();
            if (process.isEmpty()) return 0;
            boolean worked = follow(process.getFirst(), first);
            int status = process.getFirst().waitFor();
            if (isStopping()) return 0;
            if (first && !worked) return 1;
            first = false;
            log.warning("process " + DAEMON + " pid " + process.getFirst().pid() + ending(status));
            // Who was killed while it started may well be able to start.
            worked |= status > SIGNALLED;
            if (!worked) log.warning(DAEMON + ": bad command startup -- throttling");
            pause(restarts.after(worked, Duration.ofNanos(time.nanos() - began)));
        }
    }

    private static String ending(int status) {
        return status > SIGNALLED ? " killed by signal " + (status - SIGNALLED) : " exit status " + status;
    }

    private List<Process> spawn() throws IOException {
        lock.lock();
        try {
            if (stopping) return List.of();
            mail = List.of(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
            return mail;
        } finally {
            lock.unlock();
        }
    }

    /// Hears what the mail process says until its end. How the first start went is for our own starter to know, who
    /// waits for it; of later ones the log is told.
    ///
    /// @return whether it came so far as to listen
    private boolean follow(Process process, boolean first) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1));
        boolean worked = false;
        for (String line = next(lines); !line.isEmpty(); line = next(lines))
            if (line.equals(Starter.READY)) {
                worked = true;
                if (first) starter.ready();
            } else if (line.equals(Starter.RELOADED)) reloaded.run();
            else if (!complained(line, first && !worked)) starter.pass(line);
        return worked;
    }

    /// Empty at the end. Whoever stops a process closes what it could still say, which is an end like any other.
    private String next(BufferedReader lines) throws IOException {
        try {
            String line = lines.readLine();
            while (line != null && line.isEmpty()) line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            if (isStopping()) return "";
            throw e;
        }
    }

    private boolean complained(String line, boolean somebodyWaits) {
        if (line.startsWith(Starter.FATAL)) {
            String text = line.substring(Starter.FATAL.length());
            if (somebodyWaits) starter.fatal(text);
            else log.fatal(text);
            return true;
        }
        if (!line.startsWith(Starter.WARNING)) return false;
        if (somebodyWaits) starter.warning(line.substring(Starter.WARNING.length()));
        return true;
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
