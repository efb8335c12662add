package org.postrider.spawn;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.postrider.log.Log;
import org.postrider.os.Conversation;
import org.postrider.os.ErrnoException;
import org.postrider.os.ListeningSocket;
import org.postrider.os.Ran;
import org.postrider.time.Time;

/// Serves the connections of one socket, each with a command of its own.
public final class SpawnService implements AutoCloseable {
    /// Commands at a time where the row sets no limit: each costs a thread and a process.
    private static final int MOST = 1000;
    /// After a failed accept (no descriptors, no memory) an immediate retry would only spin.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ListeningSocket socket;
    private final Time time;
    private volatile Work work;

    /// What is done with a connection.
    ///
    /// @param slots commands at a time
    public record Work(SpawnCommand command, Semaphore slots, Log log) {
        /// @param limit commands at a time; 0 for no limit of the row's own
        public static Work of(SpawnCommand command, int limit, Log log) {
            return new Work(command, new Semaphore(limit == 0 ? MOST : limit), log);
        }
    }

    /// @param name for threads
    public SpawnService(String name, ListeningSocket socket, Work work, Time time) {
        this.socket = socket;
        this.work = work;
        this.time = time;
        Thread.ofPlatform().name("spawn " + name).daemon().start(this::accept);
    }

    /// New connections get this; commands that run are left in peace.
    public void serve(Work fresh) {
        work = fresh;
    }

    private void accept() {
        try {
            while (next()) continue;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            socket.release();
        }
    }

    /// Takes a connection when there is a place for it.
    ///
    /// @return false when the socket was closed
    private boolean next() throws InterruptedException {
        var slots = work.slots();
        slots.acquire();
        OptionalInt connection = OptionalInt.empty();
        try {
            connection = socket.accept();
            if (connection.isEmpty()) return false;
            int descriptor = connection.getAsInt();
            var now = work;
            Thread.ofPlatform().name("spawned").daemon().start(() -> hold(now, slots, descriptor));
            return true;
        } catch (ErrnoException e) {
            work.log().warning("accept connection: " + e.getMessage());
            time.sleep(PAUSE);
            return true;
        } finally {
            if (connection.isEmpty()) slots.release();
        }
    }

    /// @param slots where the place was taken: a reload may have come while the connection was waited for
    private void hold(Work now, Semaphore slots, int connection) {
        String name = now.command().command().arguments().getFirst();
        try {
            tell(now.log(), name, Conversation.hold(now.command().command(), connection, now.command().limit()));
        } catch (ErrnoException e) {
            now.log().warning("command " + name + ": " + e.getMessage());
        } finally {
            slots.release();
        }
    }

    private static void tell(Log log, String name, Ran.End end) {
        switch (end) {
            case Ran.End.Exited(int code) -> {
                if (code != 0) log.warning("command " + name + " exit status " + code);
            }
            case Ran.End.Killed(int signal) -> log.warning("command " + name + " killed by signal " + signal);
            case Ran.End.TimedOut() -> log.warning(name + ": command time limit exceeded");
            case Ran.End.NotStarted(String why) -> log.warning("command " + name + ": cannot execute: " + why);
        }
    }

    @Override public void close() {
        socket.close();
    }
}
