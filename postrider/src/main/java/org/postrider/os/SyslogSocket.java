package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.os.Libc.Scratch;

/// The way to the system's logger: a datagram per line to `/dev/log`, as `syslog(3)` sends it (RFC 3164 without the
/// host name). Any thread; lines leave in the order of the calls. When the logger is restarted the next line finds it
/// again; a line that it doesn't take goes to the fallback stream instead, so nothing is lost in silence.
public final class SyslogSocket implements AutoCloseable {
    private static final Map<String, Integer> FACILITIES = Map.ofEntries(
        Map.entry("kern", 0), Map.entry("user", 1), Map.entry("mail", 2), Map.entry("daemon", 3),
        Map.entry("auth", 4), Map.entry("syslog", 5), Map.entry("lpr", 6), Map.entry("news", 7),
        Map.entry("uucp", 8), Map.entry("cron", 9), Map.entry("authpriv", 10), Map.entry("ftp", 11),
        Map.entry("local0", 16), Map.entry("local1", 17), Map.entry("local2", 18), Map.entry("local3", 19),
        Map.entry("local4", 20), Map.entry("local5", 21), Map.entry("local6", 22), Map.entry("local7", 23));
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    private static final int AF_UNIX = 1;
    private static final int DATAGRAM = 2;
    private static final int CLOEXEC = 02000000;
    private static final int NO_SIGPIPE = 0x4000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDTIMEO = 21;
    /// sockaddr_un: two bytes of family, 108 of path
    private static final int PATH_ROOM = 108;
    /// A full logger is waited for so long, no longer: the thread that waits is one that carries others.
    private static final long PATIENCE_MICROS = 200_000;
    private static final int CLOSED = -1;

    private static final FunctionDescriptor THREE_INTS =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET = Libc.withErrno("socket", THREE_INTS);
    private static final MethodHandle CONNECT =
        Libc.withErrno("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
        Libc.withErrno("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND =
        Libc.withErrno("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final String path;
    private final int facility;
    private final PrintStream fallback;
    private final ZoneId zone;
    private final ReentrantLock lock = new ReentrantLock();
    private int socket = CLOSED;

    /// Opens nothing yet.
    ///
    /// @param path     where the logger listens, usually `/dev/log`
    /// @param facility of [#facility]
    public SyslogSocket(String path, int facility, PrintStream fallback) {
        this.path = path;
        this.facility = facility;
        this.fallback = fallback;
        zone = ZoneId.systemDefault();
    }

    /// The number of a facility by its name in `syslog_facility`, whatever its case.
    public static Optional<Integer> facility(String name) {
        return Optional.ofNullable(FACILITIES.get(name.toLowerCase(Locale.ROOT)));
    }

    /// Sends one line.
    ///
    /// @param level 0 (emergency) to 7 (debug)
    public void send(Instant now, int level, String tag, String text) {
        var line = "<" + (facility << 3 | level) + ">" + STAMP.format(now.atZone(zone)) + " " + tag + ": " + text;
        lock.lock();
        try (var scratch = Scratch.open()) {
            var bytes = scratch.text(line.replace('\0', ' '));
            // twice, as a restarted logger leaves us with a socket that leads nowhere
            for (int attempt = 0; attempt < 2; attempt++)
                if (open(scratch) && sent(scratch, bytes)) return;
            fallback.write((tag + ": " + text + "\n").getBytes(ISO_8859_1));
        } catch (java.io.IOException _) {
            // neither takes it: there is nobody left to tell
        } finally {
            lock.unlock();
        }
    }

    private boolean sent(Scratch scratch, MemorySegment line) {
        try {
            long length = line.byteSize() - 1;  // without the NUL
            if ((long) SEND.invokeExact(scratch.state(), socket, line, length, NO_SIGPIPE) == length) return true;
            shut();
            return false;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private boolean open(Scratch scratch) {
        if (socket != CLOSED) return true;
        try {
            socket = (int) SOCKET.invokeExact(scratch.state(), AF_UNIX, DATAGRAM | CLOEXEC, 0);
            if (socket == CLOSED) return false;
            var patience = scratch.bytes(16);   // struct timeval
            patience.set(JAVA_LONG, 8, PATIENCE_MICROS);
            int _ = (int) SETSOCKOPT.invokeExact(scratch.state(), socket, SOL_SOCKET, SO_SNDTIMEO, patience, 16);
            var address = scratch.bytes(2 + PATH_ROOM);
            var name = path.getBytes(ISO_8859_1);
            if (name.length >= PATH_ROOM) throw new IllegalArgumentException(path + ": too long for a socket");
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            if ((int) CONNECT.invokeExact(scratch.state(), socket, address, 2 + PATH_ROOM) == 0) return true;
            shut();
            return false;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private void shut() {
        if (socket == CLOSED) return;
        try {
            int _ = (int) CLOSE.invokeExact(socket);
            socket = CLOSED;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// A line sent later opens it again.
    @Override public void close() {
        lock.lock();
        try {
            shut();
        } finally {
            lock.unlock();
        }
    }
}
