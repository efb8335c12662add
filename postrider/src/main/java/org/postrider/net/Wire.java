package org.postrider.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import jdk.net.UnixDomainPrincipal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.postrider.net.Ending.Broken;
import org.postrider.net.Ending.Closed;
import org.postrider.net.Ending.TimedOut;
import org.postrider.os.Errno;
import org.postrider.text.Latin1;

/// One connection with buffers on both sides. For one thread; nothing here throws for what the peer does (see
/// [Ending]).
///
/// Output is sent when the buffer is full, on [#flush], and before a read has to wait for the peer: replies to
/// pipelined commands so leave together without anybody counting. Each read and write is bound by the current [Pace].
public final class Wire implements AutoCloseable {
    /// What a command and its reply need; an idle session keeps no more than this twice.
    private static final int SMALL = 4096;
    /// Where more calls no longer get cheaper; also the longest stretch that [#fill] collects unconsumed.
    public static final int LARGE = 1 << 16;
    private static final Pace NO_LIMIT = Pace.each(Duration.ofDays(365));

    private Ends ends;
    private final Watchdog watchdog;
    private final Alarm alarm;
    /// the socket, which time limits and [#abort] act on
    private final Transport base;
    /// what is read from and written to: the base or a layer over it
    private Transport transport;
    private volatile boolean inRead;
    private Pace pace = NO_LIMIT;
    private long leftNanos;
    private Optional<Ending> ending = Optional.empty();
    /// what is written goes nowhere: the wire failed
    private boolean mute;
    /// we have said that nothing more comes
    private boolean finished;
    private byte[] in = new byte[SMALL];
    private int start;
    private int end;
    private boolean bulk;
    private byte[] out = new byte[SMALL];
    private int waiting;

    /// Both addresses of a connection; empty for a Unix-domain socket.
    public record Ends(Optional<InetSocketAddress> local, Optional<InetSocketAddress> peer) {
        public static final Ends UNIX = new Ends(Optional.empty(), Optional.empty());

        static Ends of(SocketChannel channel) throws IOException {
            return new Ends(inet(channel.getLocalAddress()), inet(channel.getRemoteAddress()));
        }

        private static Optional<InetSocketAddress> inet(Object address) {
            return address instanceof InetSocketAddress inet ? Optional.of(inet) : Optional.empty();
        }
    }

    /// A wire over any transport; those of sockets are made by [Listener] and [Connector].
    public Wire(Transport transport, Ends ends, Watchdog watchdog) {
        this.base = transport;
        this.transport = transport;
        this.ends = ends;
        this.watchdog = watchdog;
        alarm = new Alarm(this::wake);
        watchdog.watch(alarm);
    }

    public Optional<InetSocketAddress> local() {
        return ends.local();
    }

    public Optional<InetSocketAddress> peer() {
        return ends.peer();
    }

    /// From here on the wire is taken for this connection, of which a proxy told ([ProxyHeader]).
    public void standFor(Ends ends) {
        this.ends = ends;
    }

    /// Why nothing more comes; empty while all is well.
    public Optional<Ending> ending() {
        return ending;
    }

    /// Sets the time limits from here on, and starts the clock of a request.
    public void pace(Pace pace) {
        this.pace = pace;
        leftNanos = pace.timeout().toNanos();
    }

    // ---- reading

    /// Reads up to LF, and takes it and one CR before it away.
    ///
    /// @param limit a line that is longer, with its end, comes in pieces of so many bytes; never cut between CR and LF.
    ///     0 and everything that the buffer cannot hold mean as much as it can
    public Line readLine(int limit) {
        int most = limit <= 0 || limit >= LARGE ? LARGE - 1 : limit;
        for (int seen = 0;;) {
            int stop = Math.min(end, start + most);
            for (int i = start + seen; i < stop; i++)
                if (in[i] == '\n') return whole(i);
            seen = stop - start;
            if (seen == most && (in[stop - 1] != '\r' || end > stop)) return cut(stop);
            if (!fill()) return new Line.None(ending.orElse(new Closed()));
        }
    }

    private Line whole(int lf) {
        boolean bare = lf == start || in[lf - 1] != '\r';
        var line = new Line.Whole(Latin1.of(in, start, lf - start - (bare ? 0 : 1)), bare);
        start = lf + 1;
        return line;
    }

    private Line cut(int stop) {
        if (in[stop - 1] == '\r' && in[stop] == '\n') return whole(stop);
        var piece = new Line.Piece(Latin1.of(in, start, stop - start));
        start = stop;
        return piece;
    }

    /// Drops everything up to and with the next LF, for the rest of a line that was too long.
    ///
    /// @param most so many bytes are put up with; past them the peer is not listened to any more
    /// @return false when the wire ended first
    public boolean skipLine(int most) {
        for (int skipped = 0; skipped < most; ) {
            if (start == end && !fill()) return false;
            for (; start < end && skipped < most; skipped++)
                if (in[start++] == '\n') return true;
        }
        purge();
        end(new Broken("line without an end"));
        return false;
    }

    /// Drops so many bytes, as they come.
    ///
    /// @return false when the wire ended first
    public boolean skip(long bytes) {
        for (long left = bytes; left > 0; ) {
            if (start == end && !fill()) return false;
            int dropped = (int) Math.min(left, end - start);
            start += dropped;
            left -= dropped;
        }
        return true;
    }

    /// Much is to come, or no longer: reads take more at a time, at the price of a larger buffer.
    public void bulk(boolean much) {
        bulk = much;
    }

    /// Waits for more bytes behind those that are buffered. Sends what is waiting to be sent first.
    ///
    /// The bytes lie in [#buffer] from [#position] to [#limit]; all three may change here. Whoever never consumes
    /// has room for [#LARGE] bytes.
    ///
    /// @return false when the wire ended
    public boolean fill() {
        if (ending.isPresent() || !flush()) return false;
        makeRoom();
        int got = guarded(true, true, () -> transport.read(in, end, in.length - end));
        return took(got);
    }

    private boolean took(int got) {
        if (got > 0) end += got;
        return got >= 0;
    }

    private void makeRoom() {
        if (start == end) {
            start = end = 0;
            int wanted = bulk ? LARGE : SMALL;
            if (in.length != wanted) in = new byte[wanted];
        } else if (start > 0 && in.length - end < in.length / 2) {
            System.arraycopy(in, start, in, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end < in.length) return;
        if (in.length >= LARGE) throw new IllegalStateException("nobody consumes what is read");
        in = Arrays.copyOf(in, in.length * 4);
    }

    /// The bytes read and not yet consumed, between [#position] and [#limit]. Not to be written to.
    public byte[] buffer() {
        return in;
    }

    public int position() {
        return start;
    }

    public int limit() {
        return end;
    }

    public int buffered() {
        return end - start;
    }

    public void consume(int bytes) {
        if (bytes < 0 || bytes > end - start) throw new IllegalArgumentException("not so many bytes here: " + bytes);
        start += bytes;
    }

    /// Forgets what was read and not consumed.
    public void purge() {
        start = end = 0;
    }

    /// Has the peer sent something that nobody has read? Looks into the system's buffer too, and doesn't wait.
    public boolean pending() {
        return readableWithin(Duration.ZERO);
    }

    /// Waits for the peer to say something, but leaves the wire as it is when it doesn't.
    ///
    /// @return true when there is something to read, be it the end
    public boolean readableWithin(Duration patience) {
        if (start < end || ending.isPresent()) return true;
        // who only looks keeps what is waiting together with what follows
        if (patience.isPositive() && !flush()) return true;
        makeRoom();
        int got = guarded(true, false, () -> transport.readWithin(patience, in, end, in.length - end));
        took(got);
        return got != 0;
    }

    /// After a write that failed: takes in what the peer had said by then, for [#readLine]. A server that refuses a
    /// message in its middle says why and hangs up.
    ///
    /// @return whether there is anything
    public boolean hearLastWords() {
        if (ending.isEmpty() || in.length - end == 0) return end > start;
        try {
            took(transport.readWithin(Duration.ZERO, in, end, in.length - end));
        } catch (IOException _) {
            // then there is no more than what is buffered already
        }
        return end > start;
    }

    // ---- writing

    public void write(String latin1) {
        write(Latin1.bytes(latin1), 0, latin1.length());
    }

    /// The text and CR LF.
    public void writeLine(String latin1) {
        write(latin1);
        write(CRLF, 0, 2);
    }

    private static final byte[] CRLF = { '\r', '\n' };

    public void write(byte[] from, int offset, int length) {
        if (mute || finished) return;
        if (length > out.length - waiting) makeRoomFor(length);
        if (length > out.length - waiting) {
            send(from, offset, length);
        } else {
            System.arraycopy(from, offset, out, waiting, length);
            waiting += length;
        }
    }

    private void makeRoomFor(int length) {
        int size = out.length;
        while (size < LARGE && length > size - waiting) size *= 4;
        if (size > out.length) out = Arrays.copyOf(out, size);
        if (length > out.length - waiting) flush();
    }

    /// Sends what is buffered.
    ///
    /// @return false when it did not go out; then nothing will any more
    public boolean flush() {
        int length = waiting;
        waiting = 0;
        if (length > 0) send(out, 0, length);
        return !mute;
    }

    private void send(byte[] from, int offset, int length) {
        if (mute) return;
        guarded(false, true, () -> {
            transport.write(from, offset, length);
            return length;
        });
    }

    // ---- both

    private interface Transfer {
        int run() throws IOException;
    }

    /// Runs a read or write under the time limit.
    ///
    /// @return the number of bytes; -1 when the wire ended, with the reason noted
    private int guarded(boolean read, boolean limited, Transfer transfer) {
        long left = pace.perRequest() ? leftNanos : pace.timeout().toNanos();
        if (limited && left <= 0) return fail(read, new TimedOut());
        long before = watchdog.time().nanos();
        inRead = read;
        if (limited) alarm.set(before + left);
        Ending failure = new Closed();
        int bytes = -1;
        try {
            bytes = transfer.run();
        } catch (IOException broken) {
            failure = new Broken(Errno.text(broken));
        }
        if (alarm.clear()) return fail(read, new TimedOut());
        if (bytes < 0) return fail(read, failure);
        if (pace.perRequest()) charge(watchdog.time().nanos() - before, bytes);
        return bytes;
    }

    private int fail(boolean read, Ending failure) {
        end(failure);
        // the peer that was silent may still be told so; one that doesn't take what it is sent gets no more of it
        if (!read || failure instanceof Broken) mute = true;
        return -1;
    }

    private void charge(long spent, int bytes) {
        long earned = pace.minDataRate() > 0 ? bytes * 1_000_000_000L / pace.minDataRate() : 0;
        leftNanos = Math.min(leftNanos - spent + earned, pace.timeout().toNanos());
    }

    private void end(Ending reason) {
        if (ending.isEmpty()) ending = Optional.of(reason);
    }

    /// On the watchdog's thread.
    private void wake() {
        try {
            if (inRead) base.shutdownInput();
            else base.close();
        } catch (IOException _) {
            // it is gone already, and so is whoever waited for it
        }
    }

    /// How [#layer] makes a transport over another one.
    @FunctionalInterface
    public interface Layer {
        /// May read and write below, for a handshake.
        Transport over(Transport below) throws IOException;
    }

    /// Puts another transport over the one below, for STARTTLS; a handshake in it is bound by the present pace as if it
    /// were one write. What the peer sent before is dropped: it was not protected and must not be taken for something
    /// that was (CVE-2011-0411).
    ///
    /// @return false when the handshake failed; the wire has ended then
    public boolean layer(Layer layer) {
        purge();
        return layerFromStart(layer);
    }

    /// The same for TLS from the first byte on: what was read and not consumed is the layer's.
    public boolean layerFromStart(Layer layer) {
        if (!flush() || ending.isPresent()) return false;
        var early = Arrays.copyOfRange(in, start, end);
        purge();
        // as a write: a peer that is too slow may have us waiting on either side, and there is no last word to be said
        return guarded(false, true, () -> {
            transport = layer.over(early.length == 0 ? transport : new Leftover(early, transport));
            return 0;
        }) == 0;
    }

    /// Who is at the other end of a Unix-domain socket, by the kernel's word; empty for other wires.
    public Optional<UnixDomainPrincipal> credentials() {
        return base instanceof ChannelTransport socket ? socket.credentials() : Optional.empty();
    }

    /// Tells the peer that nothing more comes; reading goes on.
    public void finish() {
        if (!flush() || finished) return;
        finished = true;
        guarded(false, true, () -> {
            transport.shutdownOutput();
            return 0;
        });
    }

    /// Sends what is buffered and closes. What the peer has sent and nobody read is taken off the system first: else
    /// the connection would be reset and our last words lost with it.
    @Override public void close() {
        flush();
        if (ending.isEmpty()) {
            purge();
            readableWithin(Duration.ZERO);
        }
        guarded(false, true, () -> {
            transport.close();
            return 0;
        });
        end(new Closed());
        mute = true;
        abort();
    }

    /// Closes at once, from any thread; who waits on this wire wakes up with an ending.
    public void abort() {
        watchdog.forget(alarm);
        try {
            base.close();
        } catch (IOException _) {
            // closing is all that was wanted
        }
    }
}
