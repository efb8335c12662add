package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import org.postrider.os.Libc.Scratch;

/// Pipes, timers and processes as descriptors to be waited for together. On the calling platform thread.
final class Descriptors {
    static final int NONE = -1;
    static final short READABLE = 1;
    static final short WRITABLE = 4;

    private static final int CLOEXEC = 02000000;
    private static final int NON_BLOCKING = 04000;
    private static final int SET_FLAGS = 4;
    private static final int CLOCK_MONOTONIC = 1;
    private static final long PIDFD_OPEN = 434; // the same on both processors
    private static final int STRUCT_POLLFD = 8;

    private static final MethodHandle PIPE2 =
        Libc.withErrno("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FCNTL =
        Libc.withErrno("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), 2);
    private static final MethodHandle POLL =
        Libc.withErrno("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle TIMER =
        Libc.withErrno("timerfd_create", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SET_TIMER =
        Libc.withErrno("timerfd_settime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final FunctionDescriptor BYTES = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle READ = Libc.withErrno("read", BYTES);
    private static final MethodHandle WRITE = Libc.withErrno("write", BYTES);
    private static final MethodHandle CLOSE = Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle WAITPID =
        Libc.withErrno("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SYSCALL = Libc.syscall();

    private Descriptors() {}

    /// What to wait for: a descriptor (or [#NONE]) and READABLE or WRITABLE.
    record Interest(int descriptor, short event) {}

    private interface Call {
        long in(Scratch scratch) throws Throwable;
    }

    /// Both ends: from the first is read, to the second is written.
    static int[] pipe() throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var ends = scratch.ints(0, 0);
            call(scratch, cells -> (int) PIPE2.invokeExact(cells.state(), ends, CLOEXEC));
            return ends.toArray(JAVA_INT);
        }
    }

    static void dontBlock(int descriptor) throws ErrnoException {
        call(scratch -> (int) FCNTL.invokeExact(scratch.state(), descriptor, SET_FLAGS, NON_BLOCKING));
    }

    /// A descriptor that becomes readable after that time.
    static int timer(Duration after) throws ErrnoException {
        int timer = (int) call(scratch -> (int) TIMER.invokeExact(scratch.state(), CLOCK_MONOTONIC, CLOEXEC));
        call(scratch -> {
            var when = scratch.bytes(32);   // struct itimerspec: interval, then value
            when.set(JAVA_LONG, 16, Math.max(0, after.toSeconds()));
            when.set(JAVA_LONG, 24, after.isPositive() ? after.toNanosPart() : 1);
            return (int) SET_TIMER.invokeExact(scratch.state(), timer, 0, when, MemorySegment.NULL);
        });
        return timer;
    }

    /// A descriptor that becomes readable when the process ends.
    static int process(int pid) throws ErrnoException {
        return (int) call(scratch -> (long) SYSCALL.invokeExact(scratch.state(), PIDFD_OPEN, (long) pid, 0L, 0L));
    }

    /// Waits until something can be done with one of them.
    ///
    /// @return for each, whether it is ready or broken
    static boolean[] await(Interest... interests) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var polled = scratch.bytes((long) STRUCT_POLLFD * interests.length);
            for (int i = 0; i < interests.length; i++) {
                polled.set(JAVA_INT, (long) STRUCT_POLLFD * i, interests[i].descriptor());
                polled.set(JAVA_SHORT, STRUCT_POLLFD * i + 4L, interests[i].event());
            }
            call(scratch, cells -> (int) POLL.invokeExact(cells.state(), polled, (long) interests.length, -1));
            var ready = new boolean[interests.length];
            for (int i = 0; i < ready.length; i++) ready[i] = polled.get(JAVA_SHORT, STRUCT_POLLFD * i + 6L) != 0;
            return ready;
        }
    }

    /// @return -1 at the end
    static int read(int descriptor, byte[] into) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var cell = scratch.bytes(into.length);
            int got = (int) call(scratch,
                cells -> (long) READ.invokeExact(cells.state(), descriptor, cell, cell.byteSize()));
            MemorySegment.copy(cell, JAVA_BYTE, 0, into, 0, got);
            return got == 0 ? -1 : got;
        }
    }

    /// @return how many were taken; 0 when none can be now
    static int write(int descriptor, byte[] from, int offset, int length) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var cell = scratch.bytes(length);
            MemorySegment.copy(from, offset, cell, JAVA_BYTE, 0, length);
            return (int) call(scratch,
                cells -> (long) WRITE.invokeExact(cells.state(), descriptor, cell, (long) length));
        } catch (ErrnoException failed) {
            if (failed.errno().equals(Errno.EAGAIN)) return 0;
            throw failed;
        }
    }

    /// Waits for the end of a child of ours.
    ///
    /// @return its status as `wait(2)` gives it
    static int reap(int pid) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var status = scratch.ints(0);
            call(scratch, cells -> (int) WAITPID.invokeExact(cells.state(), pid, status, 0));
            return status.get(JAVA_INT, 0);
        }
    }

    /// @param descriptor may be [#NONE]
    static void close(int descriptor) {
        if (descriptor == NONE) return;
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private static long call(Call call) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            return call(scratch, call);
        }
    }

    private static long call(Scratch scratch, Call call) throws ErrnoException {
        try {
            while (true) {
                long result = call.in(scratch);
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
