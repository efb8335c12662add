package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import org.postrider.os.Libc.Scratch;

/// `posix_spawn`: starts a process in a session and process group of its own, with default signals and no descriptors
/// but the three given. The JDK's way is not used because it converts arguments to the locale's character set and back,
/// which loses bytes.
final class Spawn {
    /// Both libraries' structures are smaller (80, 336 and 128 bytes).
    private static final int ACTIONS_ROOM = 256;
    private static final int ATTRIBUTES_ROOM = 512;
    private static final int SIGNALS_ROOM = 128;
    private static final short DEFAULT_SIGNALS = 0x04;
    private static final short SIGNAL_MASK = 0x08;
    private static final short NEW_SESSION = 0x80;

    private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    private static final FunctionDescriptor TWO = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SPAWN = Libc.plain("posix_spawn",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle ACTIONS = Libc.plain("posix_spawn_file_actions_init", ONE);
    private static final MethodHandle ACTIONS_END = Libc.plain("posix_spawn_file_actions_destroy", ONE);
    private static final MethodHandle DUP2 = Libc.plain("posix_spawn_file_actions_adddup2",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle CHDIR = Libc.plain("posix_spawn_file_actions_addchdir_np", TWO);
    private static final MethodHandle CLOSE_FROM = Libc.plain("posix_spawn_file_actions_addclosefrom_np",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle ATTRIBUTES = Libc.plain("posix_spawnattr_init", ONE);
    private static final MethodHandle SET_FLAGS = Libc.plain("posix_spawnattr_setflags",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
    private static final MethodHandle SET_DEFAULTS = Libc.plain("posix_spawnattr_setsigdefault", TWO);
    private static final MethodHandle SET_MASK = Libc.plain("posix_spawnattr_setsigmask", TWO);

    private Spawn() {}

    /// @param input  becomes descriptor 0
    /// @param output becomes descriptors 1 and 2
    /// @return the process id, which is that of its group too
    /// @throws ErrnoException when it cannot be started, be it that the file is not there
    static int start(Command command, int input, int output) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var actions = actions(scratch, command, input, output);
            var pid = scratch.ints(0);
            int error = (int) SPAWN.invokeExact(pid, scratch.text(command.file()), actions, attributes(scratch),
                scratch.texts(command.complete()), scratch.texts(pairs(command.environment())));
            int _ = (int) ACTIONS_END.invokeExact(actions);
            if (error != 0) throw new Errno(error).raise();
            return pid.get(JAVA_INT, 0);
        } catch (ErrnoException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private static List<String> pairs(Map<String, String> environment) {
        return environment.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    }

    private static MemorySegment actions(Scratch scratch, Command command, int input, int output) throws Throwable {
        var actions = scratch.bytes(ACTIONS_ROOM);
        check((int) ACTIONS.invokeExact(actions));
        if (command.startFolder().isPresent())
            check((int) CHDIR.invokeExact(actions, scratch.text(command.startFolder().get())));
        check((int) DUP2.invokeExact(actions, input, 0));
        check((int) DUP2.invokeExact(actions, output, 1));
        check((int) DUP2.invokeExact(actions, output, 2));
        check((int) CLOSE_FROM.invokeExact(actions, 3));
        return actions;
    }

    private static MemorySegment attributes(Scratch scratch) throws Throwable {
        var attributes = scratch.bytes(ATTRIBUTES_ROOM);
        check((int) ATTRIBUTES.invokeExact(attributes));
        // what the JVM, or nohup before it, ignores must not be ignored in the command
        check((int) SET_DEFAULTS.invokeExact(attributes, scratch.bytes(SIGNALS_ROOM).fill((byte) 0xff)));
        check((int) SET_MASK.invokeExact(attributes, scratch.bytes(SIGNALS_ROOM)));
        short flags = DEFAULT_SIGNALS | SIGNAL_MASK | NEW_SESSION;
        check((int) SET_FLAGS.invokeExact(attributes, flags));
        return attributes;
    }

    private static void check(int error) throws ErrnoException {
        if (error != 0) throw new Errno(error).raise();
    }
}
