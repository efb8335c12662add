package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Functions of the C library. Handles are made by the class that uses them, when it is first used: a handle costs
/// milliseconds to link, which a command line tool that needs none must not pay.
final class Libc {
    /// System call numbers differ between the two processors; nothing else here does.
    static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_CELL =
        STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    /// A C string longer than this is a bug or an attack; PATH_MAX is 4096, a gecos field is never near it.
    static final long MAX_TEXT = 1 << 16;

    private Libc() {}

    /// A function that sets errno; its handle takes the cell for it ([Scratch#state]) as first argument.
    static MethodHandle withErrno(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, ERRNO);
    }

    /// The same for a function declared with `...` after `fixed` arguments.
    static MethodHandle withErrno(String name, FunctionDescriptor shape, int fixed) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, ERRNO,
            Linker.Option.firstVariadicArg(fixed));
    }

    /// A function that cannot fail, or says how in its result.
    static MethodHandle plain(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape);
    }

    /// `syscall(2)` with up to three arguments, for calls that must touch this thread alone.
    static MethodHandle syscall() {
        return withErrno("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), 1);
    }

    /// A downcall declares Throwable but throws only for a mistake in our own descriptor.
    static AssertionError broken(Throwable bug) {
        return new AssertionError("native call with wrong arguments", bug);
    }

    /// The C string at an address that the library gave; empty for a null pointer.
    static String text(MemorySegment pointer) {
        if (pointer.equals(MemorySegment.NULL)) return "";
        var bytes = pointer.reinterpret(MAX_TEXT);
        long length = 0;
        while (length < MAX_TEXT && bytes.get(JAVA_BYTE, length) != 0) length++;
        return new String(bytes.asSlice(0, length).toArray(JAVA_BYTE), ISO_8859_1);
    }

    /// Memory of one or a few calls, with the cell that errno is captured into.
    record Scratch(Arena arena, MemorySegment state) implements AutoCloseable {
        static Scratch open() {
            var arena = Arena.ofConfined();
            return new Scratch(arena, arena.allocate(STATE));
        }

        Errno errno() {
            return new Errno((int) ERRNO_CELL.get(state, 0L));
        }

        /// The bytes of the text with a NUL behind. A NUL inside would silently name something else: refused.
        MemorySegment text(String latin1) throws ErrnoException {
            if (latin1.indexOf('\0') >= 0) throw Errno.EINVAL.raise();
            var bytes = latin1.getBytes(ISO_8859_1);
            var cell = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, cell, JAVA_BYTE, 0, bytes.length);
            return cell;
        }

        MemorySegment bytes(long size) {
            return arena.allocate(size, 8);
        }

        /// A NULL-terminated array of C strings, as `argv` and `environ` are.
        MemorySegment texts(Iterable<String> latin1) throws ErrnoException {
            long count = 0;
            for (String _ : latin1) count++;
            var array = arena.allocate(ADDRESS, count + 1);
            long index = 0;
            for (String text : latin1) array.setAtIndex(ADDRESS, index++, text(text));
            return array;
        }

        MemorySegment ints(int... values) {
            return arena.allocateFrom(JAVA_INT, values);
        }

        @Override public void close() {
            arena.close();
        }
    }
}
