package org.postrider.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.postrider.os.Descriptors.Interest;

/// A command from start to end. For one thread.
final class Running implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final int SIGNAL_BITS = 0x7f;
    private final int pid;
    private final int output;
    private final int process;
    private final int timer;
    private final Commands.Limits limits;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] piece = new byte[PIECE];
    private int input;
    private byte[] pending = new byte[0];
    private int sent;
    private boolean cut;
    private boolean alive = true;
    private boolean listening = true;
    private boolean reaped;

    /// @param input the descriptor that feeds the command; closed here when all is said
    Running(int pid, int input, int output, Commands.Limits limits) throws ErrnoException {
        this.pid = pid;
        this.input = input;
        this.output = output;
        this.limits = limits;
        int ends = Descriptors.NONE, rings = Descriptors.NONE;
        try {
            Descriptors.dontBlock(input);
            ends = Descriptors.process(pid);
            rings = Descriptors.timer(limits.deadline());
        } finally {
            process = ends;
            timer = rings;
            if (timer == Descriptors.NONE) close();
        }
    }

    Ran run(InputStream from) throws IOException {
        while (alive || listening) {
            boolean[] ready = Descriptors.await(new Interest(input, Descriptors.WRITABLE),
                new Interest(listening ? output : Descriptors.NONE, Descriptors.READABLE),
                new Interest(alive ? process : Descriptors.NONE, Descriptors.READABLE),
                new Interest(timer, Descriptors.READABLE));
            if (ready[0]) feed(from);
            if (ready[1]) listen();
            if (ready[2]) alive = false;
            if (ready[3] && (alive || listening)) return ran(new Ran.End.TimedOut());
        }
        int status = Descriptors.reap(pid);
        reaped = true;
        int signal = status & SIGNAL_BITS;
        return ran(signal == 0 ? new Ran.End.Exited(status >> 8 & 0xff) : new Ran.End.Killed(signal));
    }

    private Ran ran(Ran.End end) {
        return new Ran(end, kept.toString(ISO_8859_1), cut);
    }

    private void feed(InputStream from) throws IOException {
        if (sent == pending.length) {
            pending = from.readNBytes(PIECE);
            sent = 0;
        }
        try {
            if (pending.length > 0) sent += Descriptors.write(input, pending, sent, pending.length - sent);
        } catch (ErrnoException failed) {
            if (!failed.errno().equals(Errno.EPIPE)) throw failed;
            pending = new byte[0];  // it reads no more; how it ends says whether that is well
        }
        if (pending.length > 0) return;
        Descriptors.close(input);
        input = Descriptors.NONE;
    }

    private void listen() throws ErrnoException {
        int got = Descriptors.read(output, piece);
        if (got < 0) {
            listening = false;
            return;
        }
        int room = Math.min(got, limits.output() - kept.size());
        kept.write(piece, 0, room);
        cut |= room < got;
    }

    /// Leaves no process of the command's group behind that has not ended well.
    @Override public void close() throws ErrnoException {
        Descriptors.close(input);
        input = Descriptors.NONE;
        if (!reaped) {
            try {
                Processes.signalGroup(pid, Processes.Signal.KILL);
            } catch (ErrnoException failed) {
                if (!failed.errno().equals(Errno.ESRCH)) throw failed;
            }
            Descriptors.reap(pid);
            reaped = true;
        }
        Descriptors.close(process);
        Descriptors.close(timer);
    }
}
