package org.postrider.os;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Runs external commands, each on a platform thread of a pool that waits for its input, output, end and deadline
/// together. Any thread may call; it waits, a virtual one without holding a carrier.
public final class Commands implements AutoCloseable {
    private final NativePool pool;

    /// @param output   bytes kept of what the command writes; the rest is read and dropped
    /// @param deadline from start to end
    public record Limits(int output, Duration deadline) {}

    /// @param atOnce commands that run at the same time; further ones wait
    public Commands(int atOnce) {
        pool = new NativePool("command", atOnce);
    }

    /// Runs the command to its end.
    ///
    /// A command that ends, or closes its input, without reading all of it is no error here: its exit status tells.
    /// When the deadline passes, it and everything that it started (and that stayed in its process group) is killed.
    ///
    /// @param input what it reads; read on the pool's thread, and left open
    /// @throws IOException when the input cannot be read; the command was killed then
    public Ran run(Command command, InputStream input, Limits limits) throws IOException {
        return pool.call(() -> {
            int[] in = Descriptors.pipe();
            try {
                return run(command, in, input, limits);
            } finally {
                Descriptors.close(in[1]);
            }
        });
    }

    private static Ran run(Command command, int[] in, InputStream input, Limits limits) throws IOException {
        int[] out;
        try {
            out = Descriptors.pipe();
        } catch (ErrnoException failure) {
            Descriptors.close(in[0]);
            return new Ran(new Ran.End.NotStarted(failure.getMessage()), "", false);
        }
        try {
            int pid = start(command, in[0], out[1]);
            try (var running = new Running(pid, in[1], out[0], limits)) {
                in[1] = Descriptors.NONE;   // it closes it
                return running.run(input);
            }
        } catch (NotStarted why) {
            return new Ran(new Ran.End.NotStarted(why.getMessage()), "", false);
        } finally {
            Descriptors.close(out[0]);
        }
    }

    private static final class NotStarted extends IOException {
        private static final long serialVersionUID = 1;

        NotStarted(String why) {
            super(why);
        }
    }

    /// The command's ends of the pipes are closed here in any case: while we had them open, no end would be seen.
    private static int start(Command command, int input, int output) throws NotStarted {
        try {
            return Spawn.start(command, input, output);
        } catch (ErrnoException failure) {
            throw new NotStarted(failure.getMessage());
        } finally {
            Descriptors.close(input);
            Descriptors.close(output);
        }
    }

    /// Takes no further commands; those that run are left to end.
    @Override public void close() {
        pool.close();
    }
}
