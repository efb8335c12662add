package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.postrider.os.Libc.Scratch;

/// Gives up root's rights for good, for a whole command that works on another user's files. The C library's functions
/// are used on purpose: unlike the plain system calls they change every thread of the process, also those of the JVM.
public final class Privileges {
    private static final FunctionDescriptor THREE_IDS = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle INITGROUPS =
        Libc.withErrno("initgroups", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SETRESGID = Libc.withErrno("setresgid", THREE_IDS);
    private static final MethodHandle SETRESUID = Libc.withErrno("setresuid", THREE_IDS);

    private Privileges() {}

    /// Becomes that user, in all threads, with no way back. For a process of root's.
    ///
    /// @throws ErrnoException when that fails; the process must not go on then
    public static void become(User user) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var name = scratch.text(user.name());
            check(scratch, (int) INITGROUPS.invokeExact(scratch.state(), name, user.gid()));
            check(scratch, (int) SETRESGID.invokeExact(scratch.state(), user.gid(), user.gid(), user.gid()));
            check(scratch, (int) SETRESUID.invokeExact(scratch.state(), user.uid(), user.uid(), user.uid()));
        } catch (ErrnoException failed) {
            throw failed;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private static void check(Scratch scratch, int result) throws ErrnoException {
        if (result != 0) throw scratch.errno().raise();
    }
}
