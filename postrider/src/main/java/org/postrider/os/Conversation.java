package org.postrider.os;

import java.time.Duration;

/// A command that talks to somebody at the other end of a connection: the connection is its standard input, output and
/// error.
public final class Conversation {
    private static final int SIGNAL_BITS = 0x7f;

    private Conversation() {}

    /// Runs the command to its end, on the calling thread, which must be a platform thread. When the time is over, it
    /// and what it started (and stayed in its process group) is killed.
    ///
    /// @param connection a descriptor, closed here in any case
    public static Ran.End hold(Command command, int connection, Duration limit) throws ErrnoException {
        int pid;
        try {
            pid = Spawn.start(command, connection, connection);
        } catch (ErrnoException failure) {
            return new Ran.End.NotStarted(failure.getMessage());
        } finally {
            Descriptors.close(connection);
        }
        return end(pid, limit);
    }

    private static Ran.End end(int pid, Duration limit) throws ErrnoException {
        int process = Descriptors.NONE, timer = Descriptors.NONE;
        try {
            process = Descriptors.process(pid);
            timer = Descriptors.timer(limit);
            boolean[] ready = Descriptors.await(new Descriptors.Interest(process, Descriptors.READABLE),
                new Descriptors.Interest(timer, Descriptors.READABLE));
            if (!ready[0]) Processes.signalGroup(pid, Processes.Signal.KILL);
            int status = Descriptors.reap(pid), signal = status & SIGNAL_BITS;
            if (!ready[0]) return new Ran.End.TimedOut();
            return signal == 0 ? new Ran.End.Exited(status >> 8 & 0xff) : new Ran.End.Killed(signal);
        } finally {
            Descriptors.close(process);
            Descriptors.close(timer);
        }
    }
}
