package org.postrider.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.postrider.os.Libc.Scratch;

/// Signals to other processes.
public final class Processes {
    private static final MethodHandle KILL =
        Libc.withErrno("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private Processes() {}

    /// The numbers are the same on both processors.
    public enum Signal {
        HUP(1), INT(2), KILL(9), USR1(10), TERM(15);

        final int number;

        Signal(int number) {
            this.number = number;
        }
    }

    /// @throws ErrnoException ESRCH when there is no such process, EPERM when it is somebody else's
    public static void signal(long pid, Signal signal) throws ErrnoException {
        if (pid <= 0) throw Errno.EINVAL.raise();   // 0 and less mean whole groups of processes
        kill((int) pid, signal.number);
    }

    static void signalGroup(int leader, Signal signal) throws ErrnoException {
        kill(-leader, signal.number);
    }

    /// Is there such a process, whoever it belongs to?
    public static boolean alive(long pid) {
        if (pid <= 0) return false;
        try {
            kill((int) pid, 0);
            return true;
        } catch (ErrnoException failed) {
            return failed.errno().equals(Errno.EPERM);
        }
    }

    private static void kill(int pid, int signal) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            if ((int) KILL.invokeExact(scratch.state(), pid, signal) != 0) throw scratch.errno().raise();
        } catch (ErrnoException failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }
}
