package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.postrider.os.Libc.Scratch;

/// File system calls by exact bytes of the path and with exact error numbers, on the calling thread (and so with the
/// rights that [RunAs] gave it).
public final class FileCalls {
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    /// type, mode, links, owner, times, inode, size
    private static final int STATX_BASIC = 0x7ff;
    private static final int STATX_SIZE = 256;

    private static final FunctionDescriptor PATH = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    private static final FunctionDescriptor PATH_MODE = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
    private static final FunctionDescriptor TWO_PATHS = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor OWNER = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle STATX = Libc.withErrno("statx",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle UNLINK = Libc.withErrno("unlink", PATH);
    private static final MethodHandle MKDIR = Libc.withErrno("mkdir", PATH_MODE);
    private static final MethodHandle CHMOD = Libc.withErrno("chmod", PATH_MODE);
    private static final MethodHandle RENAME = Libc.withErrno("rename", TWO_PATHS);
    private static final MethodHandle LINK = Libc.withErrno("link", TWO_PATHS);
    private static final MethodHandle CHOWN = Libc.withErrno("lchown", OWNER);

    private FileCalls() {}

    /// A call that answers 0 or fails with errno.
    private interface Call {
        int in(Scratch scratch) throws Throwable;
    }

    /// Follows symbolic links.
    public static Stat stat(String path) throws ErrnoException {
        return statx(AT_FDCWD, path, 0);
    }

    /// Tells about a symbolic link itself.
    public static Stat lstat(String path) throws ErrnoException {
        return statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
    }

    static Stat fstat(int file) throws ErrnoException {
        return statx(file, "", AT_EMPTY_PATH);
    }

    public static void unlink(String path) throws ErrnoException {
        run(scratch -> (int) UNLINK.invokeExact(scratch.state(), scratch.text(path)));
    }

    /// @param mode permission bits, less the umask of the process
    public static void mkdir(String path, int mode) throws ErrnoException {
        run(scratch -> (int) MKDIR.invokeExact(scratch.state(), scratch.text(path), mode));
    }

    public static void chmod(String path, int mode) throws ErrnoException {
        run(scratch -> (int) CHMOD.invokeExact(scratch.state(), scratch.text(path), mode));
    }

    /// Replaces what is at `to`.
    public static void rename(String from, String to) throws ErrnoException {
        run(scratch -> (int) RENAME.invokeExact(scratch.state(), scratch.text(from), scratch.text(to)));
    }

    /// Fails with EEXIST when there is something at `to`.
    public static void link(String from, String to) throws ErrnoException {
        run(scratch -> (int) LINK.invokeExact(scratch.state(), scratch.text(from), scratch.text(to)));
    }

    /// Never through a symbolic link.
    public static void chown(String path, int uid, int gid) throws ErrnoException {
        run(scratch -> (int) CHOWN.invokeExact(scratch.state(), scratch.text(path), uid, gid));
    }

    /// Makes names created, renamed or removed in the folder survive a power cut.
    public static void syncFolder(String path) throws ErrnoException {
        try (var folder = OpenFile.open(path, 0, OpenFile.Option.READ)) {
            folder.sync();
        }
    }

    private static void run(Call call) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            if (call.in(scratch) != 0) throw scratch.errno().raise();
        } catch (ErrnoException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private static Stat statx(int folder, String path, int flags) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var status = scratch.bytes(STATX_SIZE);
            var name = scratch.text(path);
            if ((int) STATX.invokeExact(scratch.state(), folder, name, flags, STATX_BASIC, status) != 0)
                throw scratch.errno().raise();
            return read(status);
        } catch (ErrnoException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// struct statx is laid out alike on every processor: this is why not `stat`.
    private static Stat read(MemorySegment status) {
        long device = (long) status.get(JAVA_INT, 136) << 32 | Integer.toUnsignedLong(status.get(JAVA_INT, 140));
        return new Stat(device, status.get(JAVA_LONG, 32), Short.toUnsignedInt(status.get(JAVA_SHORT, 28)),
            new Stat.Owner(status.get(JAVA_INT, 20), status.get(JAVA_INT, 24)), status.get(JAVA_INT, 16),
            status.get(JAVA_LONG, 40), status.get(JAVA_LONG, 112), status.get(JAVA_LONG, 96));
    }
}
