package org.postrider.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import org.postrider.os.Libc.Scratch;

/// Runs pieces of file work with the rights of a recipient, as Postfix's delivery agents do: effective user and group,
/// and no other groups. Each piece runs on a platform thread of its own whose identity alone is changed (by the plain
/// system calls, which are per thread; the C library's functions would change every thread), and changed back after.
///
/// The effective user is switched, not only the file system user: so disk quotas count, and root's capabilities are
/// off. Real and saved user stay root, so the recipient's processes cannot signal the thread.
///
/// **What the work may do**: open, read, write, rename, lock. It must not start threads, processes or asynchronous
/// work: a thread inherits the identity of the one that starts it, for ever.
///
/// Not started by root there is nothing to change to: then all work runs with the rights at hand.
public final class RunAs implements AutoCloseable {
    /// Whose rights; numbers unsigned in an int.
    public record Who(int uid, int gid) {}

    private static final long KEEP = -1;
    private final NativePool pool;
    private final boolean switching;
    private volatile boolean broken;

    /// Linked when there is something to switch.
    private static final class Calls {
        static final MethodHandle SYSCALL = Libc.syscall();
        static final long SETGROUPS = Libc.ARM ? 159 : 116;
        static final long GETGROUPS = Libc.ARM ? 158 : 115;
        static final long SETRESUID = Libc.ARM ? 147 : 117;
        static final long SETRESGID = Libc.ARM ? 149 : 119;
    }

    /// @param atOnce pieces of work that run at the same time; further ones wait
    public RunAs(int atOnce) {
        pool = new NativePool("run-as", atOnce);
        switching = Identity.current().root();
    }

    /// False when all work runs with the rights of this process, whoever it is for.
    public boolean switches() {
        return switching;
    }

    /// @throws IOException what the work threw
    public <T> T run(Who who, NativePool.Work<T> work) throws IOException {
        return pool.call(() -> switching ? switched(who, work) : work.run());
    }

    private <T> T switched(Who who, NativePool.Work<T> work) throws IOException {
        if (broken) throw new IllegalStateException("no way back to root's identity on an earlier piece of work");
        var before = Identity.current();
        int[] groups = groups();
        try {
            become(who, new int[] { who.gid() });
            return work.run();
        } finally {
            restore(new Who(before.euid(), before.egid()), groups);
        }
    }

    /// Work of another user must never run with this one's rights: without a way back no more work is done at all.
    private void restore(Who before, int[] groups) {
        try {
            become(before, groups);
        } catch (ErrnoException stuck) {
            broken = true;
            throw new IllegalStateException("cannot return to root's identity", stuck);
        }
    }

    private static void become(Who who, int[] groups) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            // groups can be set by root only, so root comes first (harmless on the way there) and the user last
            call(scratch, Calls.SETRESUID, KEEP, 0, KEEP);
            call(scratch, Calls.SETRESGID, KEEP, who.gid(), KEEP);
            call(scratch, Calls.SETGROUPS, groups.length, scratch.ints(groups).address(), 0);
            if (who.uid() != 0) call(scratch, Calls.SETRESUID, KEEP, who.uid(), KEEP);
        }
    }

    private static int[] groups() throws ErrnoException {
        try (var scratch = Scratch.open()) {
            int count = (int) call(scratch, Calls.GETGROUPS, 0, 0, 0);
            var ids = scratch.bytes(4L * count);
            call(scratch, Calls.GETGROUPS, count, ids.address(), 0);
            return ids.toArray(JAVA_INT);
        }
    }

    private static long call(Scratch scratch, long number, long first, long second, long third) throws ErrnoException {
        try {
            long result = (long) Calls.SYSCALL.invokeExact(scratch.state(), number, first, second, third);
            if (result < 0) throw scratch.errno().raise();
            return result;
        } catch (ErrnoException failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    @Override public void close() {
        pool.close();
    }
}
