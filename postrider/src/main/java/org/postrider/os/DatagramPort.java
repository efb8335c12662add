package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.postrider.os.Libc.Scratch;

/// A Unix-domain datagram socket, which the JDK has none of: to send one datagram, or to receive them. Calls block
/// their thread, which should be a platform thread when it receives.
public final class DatagramPort implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int DATAGRAM = 2;
    private static final int CLOEXEC = 02000000;
    private static final int NO_SIGPIPE = 0x4000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    /// sockaddr_un: two bytes of family, 108 of path
    private static final int PATH_ROOM = 108;
    /// A receiver looks so often whether it is to end; a sender waits no longer for a full receiver.
    private static final long SECONDS = 1;

    private static final FunctionDescriptor THREE_INTS =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor WITH_ADDRESS = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final FunctionDescriptor TRANSFER =
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SOCKET = Libc.withErrno("socket", THREE_INTS);
    private static final MethodHandle CONNECT = Libc.withErrno("connect", WITH_ADDRESS);
    private static final MethodHandle BIND = Libc.withErrno("bind", WITH_ADDRESS);
    private static final MethodHandle SETSOCKOPT =
        Libc.withErrno("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND = Libc.withErrno("send", TRANSFER);
    private static final MethodHandle RECEIVE = Libc.withErrno("recv", TRANSFER);
    private static final MethodHandle CLOSE = Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int socket;
    private volatile boolean closed;

    private DatagramPort(int socket) {
        this.socket = socket;
    }

    /// Makes the socket to receive at. What lies at the path is replaced: a killed service leaves its own there.
    ///
    /// @param mode permissions of the socket
    public static DatagramPort bind(String path, int mode) throws ErrnoException {
        try {
            FileCalls.unlink(path);
        } catch (ErrnoException failed) {
            if (!failed.errno().equals(Errno.ENOENT)) throw failed;
        }
        int socket = open(path, BIND);
        try {
            FileCalls.chmod(path, mode);
            return new DatagramPort(socket);
        } catch (ErrnoException failed) {
            close(socket);
            throw failed;
        }
    }

    /// Sends one datagram.
    ///
    /// @throws ErrnoException when nobody receives at that path, or not in time
    public static void send(String path, byte[] bytes) throws ErrnoException {
        int socket = open(path, CONNECT);
        try (var scratch = Scratch.open()) {
            var cell = scratch.bytes(bytes.length);
            MemorySegment.copy(bytes, 0, cell, JAVA_BYTE, 0, bytes.length);
            if ((long) SEND.invokeExact(scratch.state(), socket, cell, (long) bytes.length, NO_SIGPIPE) < 0)
                throw scratch.errno().raise();
        } catch (ErrnoException failed) {
            throw failed;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        } finally {
            close(socket);
        }
    }

    private static int open(String path, MethodHandle how) throws ErrnoException {
        var name = path.getBytes(ISO_8859_1);
        if (name.length >= PATH_ROOM) throw Errno.ENAMETOOLONG.raise();
        try (var scratch = Scratch.open()) {
            int socket = (int) SOCKET.invokeExact(scratch.state(), AF_UNIX, DATAGRAM | CLOEXEC, 0);
            if (socket < 0) throw scratch.errno().raise();
            var patience = scratch.bytes(16);   // struct timeval
            patience.set(JAVA_LONG, 0, SECONDS);
            int _ = (int) SETSOCKOPT.invokeExact(scratch.state(), socket, SOL_SOCKET, SO_SNDTIMEO, patience, 16);
            int _ = (int) SETSOCKOPT.invokeExact(scratch.state(), socket, SOL_SOCKET, SO_RCVTIMEO, patience, 16);
            var address = scratch.bytes(2 + PATH_ROOM);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            if ((int) how.invokeExact(scratch.state(), socket, address, 2 + PATH_ROOM) == 0) return socket;
            var errno = scratch.errno();
            close(socket);
            throw errno.raise();
        } catch (ErrnoException failed) {
            throw failed;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// Waits for a datagram.
    ///
    /// @param most longer ones are cut
    /// @return its bytes; empty when the port was closed
    public byte[] receive(int most) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var cell = scratch.bytes(most);
            while (!closed) {
                long got = (long) RECEIVE.invokeExact(scratch.state(), socket, cell, (long) most, 0);
                if (got > 0) return cell.asSlice(0, got).toArray(JAVA_BYTE);
                var errno = scratch.errno();
                boolean waits = errno.equals(Errno.EAGAIN) || errno.equals(Errno.EINTR);
                if (got < 0 && !waits) throw errno.raise();
            }
            close(socket);
            return new byte[0];
        } catch (ErrnoException failed) {
            throw failed;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private static void close(int socket) {
        try {
            int _ = (int) CLOSE.invokeExact(socket);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// Who receives stops within a second, and closes the socket then.
    @Override public void close() {
        closed = true;
    }
}
