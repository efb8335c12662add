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

/// The system's logger, for a test: takes datagrams at a path. The JDK has no such socket.
final class Logger implements AutoCloseable {
    private static final MethodHandle SOCKET =
        Libc.withErrno("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
        Libc.withErrno("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECV =
        Libc.withErrno("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final int socket;

    Logger(String path) throws Exception {
        try (var scratch = Libc.Scratch.open()) {
            socket = (int) SOCKET.invokeExact(scratch.state(), 1, 2, 0);
            var address = scratch.bytes(110);
            address.set(JAVA_SHORT, 0, (short) 1);
            var name = path.getBytes(ISO_8859_1);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            if ((int) BIND.invokeExact(scratch.state(), socket, address, 110) != 0) throw scratch.errno().raise();
        } catch (Exception failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    String next() {
        try (var scratch = Libc.Scratch.open()) {
            var bytes = scratch.bytes(10_000);
            long length = (long) RECV.invokeExact(scratch.state(), socket, bytes, bytes.byteSize(), 0);
            return new String(bytes.asSlice(0, length).toArray(JAVA_BYTE), ISO_8859_1);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    @Override public void close() {
        try {
            int _ = (int) CLOSE.invokeExact(socket);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }
}
