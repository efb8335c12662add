package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.postrider.os.Libc.Scratch;

/// A socket whose connections are handed to other programs: the JDK's own sockets don't give their descriptors away.
public final class ListeningSocket implements AutoCloseable {
    private static final int AF_UNIX = 1, AF_INET = 2, AF_INET6 = 10;
    private static final int STREAM = 1, CLOEXEC = 02000000;
    private static final int SOL_SOCKET = 1, SO_REUSEADDR = 2, IPPROTO_IPV6 = 41, IPV6_V6ONLY = 26;
    private static final int SOCKADDR_IN = 16, SOCKADDR_IN6 = 28, SOCKADDR_UN = 110;
    private static final int LONGEST_PATH = 107;

    private static final FunctionDescriptor THREE_INTS = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor WITH_ADDRESS =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SOCKET = Libc.withErrno("socket", THREE_INTS);
    private static final MethodHandle BIND = Libc.withErrno("bind", WITH_ADDRESS);
    private static final MethodHandle LISTEN =
        Libc.withErrno("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT = Libc.withErrno("setsockopt",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle ACCEPT4 = Libc.withErrno("accept4",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    private static final Errno ABORTED = new Errno(103);

    private final int socket;
    private final int[] wake;

    private ListeningSocket(int socket) throws ErrnoException {
        this.socket = socket;
        try {
            Descriptors.dontBlock(socket);
            wake = Descriptors.pipe();
        } catch (ErrnoException e) {
            Descriptors.close(socket);
            throw e;
        }
    }

    private interface Call {
        int in(Scratch scratch) throws Throwable;
    }

    /// @param backlog connections that the system keeps waiting
    /// @throws ErrnoException as bind(2) has it
    public static ListeningSocket tcp(InetSocketAddress address, int backlog) throws ErrnoException {
        boolean four = address.getAddress() instanceof Inet4Address;
        int socket = socket(four ? AF_INET : AF_INET6);
        try (var scratch = Scratch.open()) {
            on(scratch, socket, SOL_SOCKET, SO_REUSEADDR);
            if (!four) on(scratch, socket, IPPROTO_IPV6, IPV6_V6ONLY);
            var name = scratch.bytes(four ? SOCKADDR_IN : SOCKADDR_IN6);
            name.set(JAVA_SHORT, 0, (short) (four ? AF_INET : AF_INET6));
            name.set(JAVA_BYTE, 2, (byte) (address.getPort() >> 8));
            name.set(JAVA_BYTE, 3, (byte) address.getPort());
            byte[] ip = address.getAddress().getAddress();
            MemorySegment.copy(ip, 0, name, JAVA_BYTE, four ? 4 : 8, ip.length);
            return listening(scratch, socket, name, backlog);
        } catch (ErrnoException e) {
            Descriptors.close(socket);
            throw e;
        }
    }

    /// Takes the place of whatever lies at the path, as Postfix's master does.
    ///
    /// @param mode permissions of the socket's file
    public static ListeningSocket unix(String path, int mode, int backlog) throws ErrnoException {
        byte[] bytes = path.getBytes(ISO_8859_1);
        if (bytes.length > LONGEST_PATH) throw new ErrnoException(Errno.EINVAL, "path too long for a socket: " + path);
        int socket = socket(AF_UNIX);
        try (var scratch = Scratch.open()) {
            unlink(path);
            var name = scratch.bytes(SOCKADDR_UN);
            name.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(bytes, 0, name, JAVA_BYTE, 2, bytes.length);
            var bound = listening(scratch, socket, name, backlog);
            FileCalls.chmod(path, mode);
            return bound;
        } catch (ErrnoException e) {
            Descriptors.close(socket);
            throw e;
        }
    }

    private static void unlink(String path) throws ErrnoException {
        try {
            FileCalls.unlink(path);
        } catch (ErrnoException failed) {
            if (!failed.errno().equals(Errno.ENOENT)) throw failed;
        }
    }

    private static int socket(int family) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            return call(scratch, s -> (int) SOCKET.invokeExact(s.state(), family, STREAM | CLOEXEC, 0));
        }
    }

    private static void on(Scratch scratch, int socket, int level, int option) throws ErrnoException {
        var one = scratch.ints(1);
        call(scratch, s -> (int) SETSOCKOPT.invokeExact(s.state(), socket, level, option, one, Integer.BYTES));
    }

    private static ListeningSocket listening(Scratch scratch, int socket, MemorySegment name, int backlog)
            throws ErrnoException {
        call(scratch, s -> (int) BIND.invokeExact(s.state(), socket, name, (int) name.byteSize()));
        call(scratch, s -> (int) LISTEN.invokeExact(s.state(), socket, backlog));
        return new ListeningSocket(socket);
    }

    /// Waits for the next connection, on the calling thread, which must be a platform thread.
    ///
    /// @return its descriptor, for [Conversation]; empty when this was closed
    public OptionalInt accept() throws ErrnoException {
        while (true) {
            boolean[] ready = Descriptors.await(new Descriptors.Interest(socket, Descriptors.READABLE),
                new Descriptors.Interest(wake[0], Descriptors.READABLE));
            if (ready[1]) return OptionalInt.empty();
            try (var scratch = Scratch.open()) {
                return OptionalInt.of(call(scratch, s -> (int) ACCEPT4.invokeExact(s.state(), socket,
                    MemorySegment.NULL, MemorySegment.NULL, CLOEXEC)));
            } catch (ErrnoException gone) {
                // who hung up meanwhile is no connection any more
                if (!gone.errno().equals(Errno.EAGAIN) && !gone.errno().equals(ABORTED)) throw gone;
            }
        }
    }

    /// Ends [#accept]. The thread that accepts calls [#release] then.
    @Override public void close() {
        Descriptors.close(wake[1]);
    }

    /// Lets the socket go, after the last [#accept].
    public void release() {
        Descriptors.close(socket);
        Descriptors.close(wake[0]);
    }

    private static int call(Scratch scratch, Call call) throws ErrnoException {
        try {
            while (true) {
                int result = call.in(scratch);
                if (result >= 0) return result;
                if (!scratch.errno().equals(Errno.EINTR)) throw scratch.errno().raise();
            }
        } catch (ErrnoException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }
}
