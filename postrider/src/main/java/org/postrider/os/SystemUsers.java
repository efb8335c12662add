package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.postrider.os.Libc.Scratch;

/// `getpwnam_r` and its kin. glibc answers 0 with a null result for "not there", and an error number when a service
/// could not be asked; so every error number means "cannot tell".
record SystemUsers(NativePool pool) implements Users {
    /// More lookups at once than this only queue up in the name service.
    static final int AT_ONCE = 4;
    private static final int FIRST_BUFFER = 4096;
    /// Groups with many thousand members need large buffers; past this the database is broken.
    private static final int LAST_BUFFER = 16 << 20;
    /// The kernel's own limit on supplementary groups.
    private static final int MOST_GROUPS = 65536;

    private static final FunctionDescriptor BY_NAME =
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final FunctionDescriptor BY_ID =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle GETPWNAM = Libc.plain("getpwnam_r", BY_NAME);
    private static final MethodHandle GETPWUID = Libc.plain("getpwuid_r", BY_ID);
    private static final MethodHandle GETGRNAM = Libc.plain("getgrnam_r", BY_NAME);
    private static final MethodHandle GETGRGID = Libc.plain("getgrgid_r", BY_ID);
    private static final MethodHandle GETGROUPLIST =
        Libc.plain("getgrouplist", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    /// struct passwd is 48, struct group 32 bytes long on both processors.
    private static final long ROW = 48;

    /// Fills in the row, the strings' buffer and the result cell; returns an error number.
    private interface Query {
        int ask(Scratch scratch, MemorySegment row, MemorySegment buffer, MemorySegment result) throws Throwable;
    }

    @Override public Answer<User> user(String name) {
        return ask(SystemUsers::user, (scratch, row, buffer, result) ->
            (int) GETPWNAM.invokeExact(scratch.text(name), row, buffer, buffer.byteSize(), result));
    }

    @Override public Answer<User> user(int uid) {
        return ask(SystemUsers::user, (_, row, buffer, result) ->
            (int) GETPWUID.invokeExact(uid, row, buffer, buffer.byteSize(), result));
    }

    @Override public Answer<Group> group(String name) {
        return ask(SystemUsers::group, (scratch, row, buffer, result) ->
            (int) GETGRNAM.invokeExact(scratch.text(name), row, buffer, buffer.byteSize(), result));
    }

    @Override public Answer<Group> group(int gid) {
        return ask(SystemUsers::group, (_, row, buffer, result) ->
            (int) GETGRGID.invokeExact(gid, row, buffer, buffer.byteSize(), result));
    }

    @Override public Answer<List<Integer>> groups(User user) {
        return onPlatformThread(() -> {
            for (int room = 64; room <= MOST_GROUPS; room *= 4) {
                var groups = groups(user, room);
                if (!groups.isEmpty()) return new Answer.Found<>(groups);
            }
            return new Answer.Unavailable<>("more than " + MOST_GROUPS + " groups");
        });
    }

    /// Empty when the groups don't fit into so much room.
    private static List<Integer> groups(User user, int room) throws ErrnoException {
        try (var scratch = Scratch.open()) {
            var name = scratch.text(user.name());
            var ids = scratch.bytes(room * 4L);
            var count = scratch.ints(room);
            if ((int) GETGROUPLIST.invokeExact(name, user.gid(), ids, count) < 0) return List.of();
            return Arrays.stream(ids.asSlice(0, count.get(JAVA_INT, 0) * 4L).toArray(JAVA_INT)).boxed().toList();
        } catch (ErrnoException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private <T> Answer<T> ask(Function<MemorySegment, T> read, Query query) {
        return onPlatformThread(() -> {
            for (int size = FIRST_BUFFER; size <= LAST_BUFFER; size *= 8) {
                var answer = once(read, query, size);
                if (!(answer instanceof Answer.Unavailable(String why)) || !why.equals(Errno.ERANGE.text()))
                    return answer;
            }
            return new Answer.Unavailable<>("row longer than " + LAST_BUFFER + " bytes");
        });
    }

    private static <T> Answer<T> once(Function<MemorySegment, T> read, Query query, int size) {
        try (var scratch = Scratch.open()) {
            var row = scratch.bytes(ROW);
            var result = scratch.bytes(8);
            int error = query.ask(scratch, row, scratch.bytes(size), result);
            if (error != 0) return new Answer.Unavailable<>(new Errno(error).text());
            return result.get(ADDRESS, 0).equals(MemorySegment.NULL)
                ? new Answer.Absent<>() : new Answer.Found<>(read.apply(row));
        } catch (ErrnoException _) {
            return new Answer.Absent<>();   // a NUL in the name: no database has it
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private <T> Answer<T> onPlatformThread(NativePool.Work<Answer<T>> work) {
        try {
            return pool.callUnlessPlatform(work);
        } catch (IOException failure) {
            return new Answer.Unavailable<>(Errno.text(failure));
        }
    }

    private static User user(MemorySegment row) {
        return new User(Libc.text(row.get(ADDRESS, 0)), row.get(JAVA_INT, 16), row.get(JAVA_INT, 20),
            Libc.text(row.get(ADDRESS, 24)), Libc.text(row.get(ADDRESS, 32)), Libc.text(row.get(ADDRESS, 40)));
    }

    private static Group group(MemorySegment row) {
        var members = new ArrayList<String>();
        var array = row.get(ADDRESS, 24);
        if (!array.equals(MemorySegment.NULL)) {
            var all = array.reinterpret(Long.MAX_VALUE);
            for (long i = 0; !all.getAtIndex(ADDRESS, i).equals(MemorySegment.NULL); i++)
                members.add(Libc.text(all.getAtIndex(ADDRESS, i)));
        }
        return new Group(Libc.text(row.get(ADDRESS, 0)), row.get(JAVA_INT, 16), List.copyOf(members));
    }
}
