package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.EnumSet;
import java.util.Set;
import org.postrider.os.Libc.Scratch;

/// A file opened by exact bytes of its path, that can be locked as other mail programs lock mailboxes and whose errors
/// have their numbers. Calls run on the calling thread: use [RunAs] or [NativePool] from virtual threads. For one thread
/// at a time.
public final class OpenFile implements AutoCloseable {
    /// As for `open(2)`. Files are always close-on-exec.
    public enum Option {
        READ(0), WRITE(01), APPEND(02000), CREATE(0100), EXCLUSIVE(0200), TRUNCATE(01000), NON_BLOCKING(04000),
        NO_FOLLOW(Libc.ARM ? 0100000 : 0400000);

        private final int bits;

        Option(int bits) {
            this.bits = bits;
        }
    }

    /// How a file is locked. Programs exclude each other only when they use the same way.
    public enum LockStyle { FLOCK, FCNTL }

    /// write(2) in pieces of this size: large enough that calls are few, small enough to be copied out of the heap
    private static final int PIECE = 1 << 16;
    private static final int CLOEXEC = 02000000;
    private static final int READ_WRITE = 02;
    private static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
    private static final int F_OFD_SETLK = 37;
    private static final short F_WRLCK = 1;
    private static final int STRUCT_FLOCK = 32;

    private static final FunctionDescriptor FD = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor FD_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor FD_BYTES =
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle OPEN =
        Libc.withErrno("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), 2);
    private static final MethodHandle CLOSE = Libc.withErrno("close", FD);
    private static final MethodHandle FSYNC = Libc.withErrno("fsync", FD);
    private static final MethodHandle FLOCK = Libc.withErrno("flock", FD_INT);
    private static final MethodHandle FCNTL =
        Libc.withErrno("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), 2);
    private static final MethodHandle READ = Libc.withErrno("read", FD_BYTES);
    private static final MethodHandle WRITE = Libc.withErrno("write", FD_BYTES);
    private static final MethodHandle LSEEK =
        Libc.withErrno("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle FTRUNCATE =
        Libc.withErrno("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle FCHOWN =
        Libc.withErrno("fchown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

    private final int file;
    private boolean closed;

    private OpenFile(int file) {
        this.file = file;
    }

    private interface Call {
        long in(Scratch scratch) throws Throwable;
    }

    /// @param mode permission bits of a file that is created, less the umask of the process
    public static OpenFile open(String path, int mode, Option... options) throws ErrnoException {
        return open(path, mode, Set.of(options));
    }

    private static OpenFile open(String path, int mode, Set<Option> options) throws ErrnoException {
        int bits = CLOEXEC;
        for (var option : options) bits |= option.bits;
        if (options.containsAll(Set.of(Option.READ, Option.WRITE))) bits = bits & ~Option.WRITE.bits | READ_WRITE;
        int flags = bits;
        return new OpenFile((int) call(scratch ->
            (int) OPEN.invokeExact(scratch.state(), scratch.text(path), flags, mode)));
    }

    /// Opens the file, or creates it when there is none and `options` has CREATE, so that nobody with write access to
    /// the folder can lure us into writing to another file: not through a hard link, not through a symbolic link
    /// (except one of root in a folder that root alone can write), not by swapping the file meanwhile. The messages
    /// are those that Postfix logs.
    public static OpenFile openSafely(String path, int mode, Option... options) throws ErrnoException {
        var existing = EnumSet.noneOf(Option.class);
        existing.addAll(Set.of(options));
        if (!existing.remove(Option.CREATE)) return openExisting(path, existing);
        try {
            return openExisting(path, existing);
        } catch (ErrnoException missing) {
            if (!missing.errno().equals(Errno.ENOENT)) throw missing;
        }
        var fresh = EnumSet.copyOf(existing);
        fresh.addAll(Set.of(Option.CREATE, Option.EXCLUSIVE));
        try {
            return open(path, mode, fresh);
        } catch (ErrnoException failed) {
            if (failed.errno().equals(Errno.EEXIST)) return openExisting(path, existing);
            throw new ErrnoException(failed.errno(), "cannot create file exclusively: " + failed.getMessage());
        }
    }

    private static OpenFile openExisting(String path, Set<Option> options) throws ErrnoException {
        OpenFile file;
        try {
            file = open(path, 0, options);
        } catch (ErrnoException failed) {
            throw new ErrnoException(failed.errno(), "cannot open file: " + failed.getMessage());
        }
        try {
            file.refuseTraps(path);
            return file;
        } catch (ErrnoException trap) {
            file.close();
            throw trap;
        }
    }

    private void refuseTraps(String path) throws ErrnoException {
        var here = status();
        if (here.links() != 1) throw new ErrnoException(Errno.EPERM, "file has " + here.links() + " hard links");
        if (here.isFolder()) throw new ErrnoException(Errno.EISDIR, "file is a directory");
        Stat there;
        try {
            there = FileCalls.lstat(path);
        } catch (ErrnoException gone) {
            throw new ErrnoException(Errno.EPERM, "file status changed unexpectedly: " + gone.getMessage());
        }
        if (there.isLink()) {
            if (there.owner().uid() == 0 && onlyRootWrites(folderOf(path))) return;
            throw new ErrnoException(Errno.EPERM, "file is a symbolic link");
        }
        if (!here.sameAs(there)) throw new ErrnoException(Errno.EPERM, "file status changed unexpectedly");
    }

    private static boolean onlyRootWrites(String folder) throws ErrnoException {
        var status = FileCalls.stat(folder);
        return status.owner().uid() == 0 && (status.mode() & 022) == 0;
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    public Stat status() throws ErrnoException {
        return FileCalls.fstat(file);
    }

    /// Takes an exclusive lock on the whole file unless somebody has one; it lasts until [#close].
    ///
    /// FCNTL is an "open file description" lock: it conflicts with the record locks of other programs as those do with
    /// one another, but also between two files opened in this process, and closing another descriptor doesn't drop it.
    public boolean tryLock(LockStyle style) throws ErrnoException {
        try {
            switch (style) {
                case FLOCK -> call(scratch -> (int) FLOCK.invokeExact(scratch.state(), file, LOCK_EXCLUSIVE_NOW));
                case FCNTL -> call(scratch -> {
                    var lock = scratch.bytes(STRUCT_FLOCK);
                    lock.set(JAVA_SHORT, 0, F_WRLCK);
                    return (int) FCNTL.invokeExact(scratch.state(), file, F_OFD_SETLK, lock);
                });
            }
            return true;
        } catch (ErrnoException held) {
            if (held.errno().equals(Errno.EAGAIN) || held.errno().equals(Errno.EACCES)) return false;
            throw held;
        }
    }

    /// @return how many bytes; -1 at the end of the file
    public int read(byte[] into, int offset, int length) throws ErrnoException {
        int most = Math.min(length, PIECE);
        int got = (int) call(scratch -> {
            var piece = scratch.bytes(most);
            long read = (long) READ.invokeExact(scratch.state(), file, piece, (long) most);
            if (read > 0) MemorySegment.copy(piece, JAVA_BYTE, 0, into, offset, (int) read);
            return read;
        });
        return got == 0 && length > 0 ? -1 : got;
    }

    /// Writes all of it, or fails with a part written.
    public void write(byte[] from, int offset, int length) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var piece = scratch.bytes(Math.clamp(length, 1, PIECE));
            for (int done = 0; done < length;) {
                int size = (int) Math.min(piece.byteSize(), length - done);
                MemorySegment.copy(from, offset + done, piece, JAVA_BYTE, 0, size);
                done += (int) call(scratch,
                    cells -> (long) WRITE.invokeExact(cells.state(), file, piece, (long) size));
            }
        }
    }

    /// The next read or write goes to this offset (APPEND files always write at the end).
    public void seek(long offset) throws ErrnoException {
        call(scratch -> (long) LSEEK.invokeExact(scratch.state(), file, offset, 0));
    }

    public void truncate(long size) throws ErrnoException {
        call(scratch -> (int) FTRUNCATE.invokeExact(scratch.state(), file, size));
    }

    public void chown(int uid, int gid) throws ErrnoException {
        call(scratch -> (int) FCHOWN.invokeExact(scratch.state(), file, uid, gid));
    }

    /// Returns when the bytes are on the disk. After a failure nobody knows which are; don't try again.
    public void sync() throws ErrnoException {
        call(scratch -> (int) FSYNC.invokeExact(scratch.state(), file));
    }

    /// May fail: a network file system tells only here that it had no room. The descriptor is gone in any case, so
    /// this is never repeated after EINTR.
    @Override public void close() throws ErrnoException {
        if (closed) return;
        closed = true;
        try (var scratch = Scratch.open()) {
            if ((int) CLOSE.invokeExact(scratch.state(), file) != 0 && !scratch.errno().equals(Errno.EINTR))
                throw scratch.errno().raise();
        } catch (ErrnoException failure) {
            throw failure;
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
