package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who this process is.
public record Identity(int uid, int euid, int gid, int egid, long pid) {
    private static final FunctionDescriptor ID = FunctionDescriptor.of(JAVA_INT);

    /// Linked when first asked for.
    private static final class Calls {
        static final MethodHandle GETUID = Libc.plain("getuid", ID);
        static final MethodHandle GETEUID = Libc.plain("geteuid", ID);
        static final MethodHandle GETGID = Libc.plain("getgid", ID);
        static final MethodHandle GETEGID = Libc.plain("getegid", ID);
    }

    public static Identity current() {
        try {
            return new Identity((int) Calls.GETUID.invokeExact(), (int) Calls.GETEUID.invokeExact(),
                (int) Calls.GETGID.invokeExact(), (int) Calls.GETEGID.invokeExact(), ProcessHandle.current().pid());
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    public boolean root() {
        return euid == 0;
    }

    /// The name that `gethostname` gives; `localhost` when the kernel has none, as Postfix does.
    public static String hostname() {
        try {
            // not gethostname: a command line tool should not have to link a native call for one word
            var name = Files.readString(Path.of("/proc/sys/kernel/hostname"), ISO_8859_1).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException _) {
            return Uname.node();
        }
    }

    /// Without /proc (a bare chroot) the system call has to answer.
    private static final class Uname {
        /// struct utsname: six fields of 65 bytes; `nodename` is the second
        private static final int FIELD = 65;

        static String node() {
            var uname = Libc.plain("uname", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            try (var scratch = Libc.Scratch.open()) {
                var fields = scratch.bytes(6 * FIELD);
                if ((int) uname.invokeExact(fields) != 0) return "localhost";
                var name = new String(fields.asSlice(FIELD, FIELD).toArray(JAVA_BYTE), ISO_8859_1);
                return name.substring(0, name.indexOf('\0'));
            } catch (Throwable bug) {
                throw Libc.broken(bug);
            }
        }
    }
}
