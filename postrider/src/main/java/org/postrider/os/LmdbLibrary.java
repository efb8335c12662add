package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The functions of liblmdb. Those that can fail return 0, an error number of the system or a negative one of LMDB.
final class LmdbLibrary {
    static final int NOT_FOUND = -30798;
    static final int KEY_EXISTS = -30799;
    private static final Linker LINKER = Linker.nativeLinker();
    private final SymbolLookup library = SymbolLookup.libraryLookup("liblmdb.so.0", Arena.global());

    private final MethodHandle strerror = LINKER.downcallHandle(library.findOrThrow("mdb_strerror"),
        FunctionDescriptor.of(ADDRESS, JAVA_INT));
    private final MethodHandle envCreate = bind("mdb_env_create", ADDRESS);
    private final MethodHandle envSetMapSize = bind("mdb_env_set_mapsize", ADDRESS, JAVA_LONG);
    private final MethodHandle envOpen = bind("mdb_env_open", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    private final MethodHandle envGetFd = bind("mdb_env_get_fd", ADDRESS, ADDRESS);
    private final MethodHandle envClose = bindVoid("mdb_env_close");
    private final MethodHandle begin = bind("mdb_txn_begin", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    private final MethodHandle commit = bind("mdb_txn_commit", ADDRESS);
    private final MethodHandle abort = bindVoid("mdb_txn_abort");
    private final MethodHandle reset = bindVoid("mdb_txn_reset");
    private final MethodHandle renew = bind("mdb_txn_renew", ADDRESS);
    private final MethodHandle dbiOpen = bind("mdb_dbi_open", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    private final MethodHandle drop = bind("mdb_drop", ADDRESS, JAVA_INT, JAVA_INT);
    private final MethodHandle get = bind("mdb_get", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private final MethodHandle put = bind("mdb_put", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private final MethodHandle delete = bind("mdb_del", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private final MethodHandle cursorOpen = bind("mdb_cursor_open", ADDRESS, JAVA_INT, ADDRESS);
    private final MethodHandle cursorGet = bind("mdb_cursor_get", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    private final MethodHandle cursorClose = bindVoid("mdb_cursor_close");

    private MethodHandle bind(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private MethodHandle bindVoid(String name) {
        return LINKER.downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(ADDRESS));
    }

    private interface Call {
        int run() throws Throwable;
    }

    private static int run(Call call) {
        try {
            return call.run();
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// @throws ErrnoException when the code is the system's; IOException with LMDB's words otherwise
    void check(int code) throws IOException {
        if (code > 0) throw new Errno(code).raise();
        if (code < 0) throw new IOException(text(code));
    }

    private String text(int code) {
        try {
            return Libc.text((MemorySegment) strerror.invokeExact(code));
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// The pointer that a function writes into its last argument.
    private interface Maker {
        int make(MemorySegment cell) throws Throwable;
    }

    private MemorySegment made(Maker maker) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var cell = arena.allocate(ADDRESS);
            check(run(() -> maker.make(cell)));
            return cell.get(ADDRESS, 0);
        }
    }

    MemorySegment create() throws IOException {
        return made(cell -> (int) envCreate.invokeExact(cell));
    }

    void open(MemorySegment env, long mapSize, MemorySegment path, int flags) throws IOException {
        check(run(() -> (int) envSetMapSize.invokeExact(env, mapSize)));
        check(run(() -> (int) envOpen.invokeExact(env, path, flags, 0644)));
    }

    int descriptor(MemorySegment env) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var cell = arena.allocate(JAVA_INT);
            check(run(() -> (int) envGetFd.invokeExact(env, cell)));
            return cell.get(JAVA_INT, 0);
        }
    }

    void close(MemorySegment env) {
        callVoid(envClose, env);
    }

    MemorySegment begin(MemorySegment env, int flags) throws IOException {
        return made(cell -> (int) begin.invokeExact(env, MemorySegment.NULL, flags, cell));
    }

    void commit(MemorySegment transaction) throws IOException {
        check(run(() -> (int) commit.invokeExact(transaction)));
    }

    void abort(MemorySegment transaction) {
        callVoid(abort, transaction);
    }

    void reset(MemorySegment transaction) {
        callVoid(reset, transaction);
    }

    void renew(MemorySegment transaction) throws IOException {
        check(run(() -> (int) renew.invokeExact(transaction)));
    }

    int database(MemorySegment transaction) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var cell = arena.allocate(JAVA_INT);
            check(run(() -> (int) dbiOpen.invokeExact(transaction, MemorySegment.NULL, 0, cell)));
            return cell.get(JAVA_INT, 0);
        }
    }

    void empty(MemorySegment transaction, int database) throws IOException {
        check(run(() -> (int) drop.invokeExact(transaction, database, 0)));
    }

    int get(MemorySegment transaction, int database, MemorySegment key, MemorySegment value) {
        return run(() -> (int) get.invokeExact(transaction, database, key, value));
    }

    int put(MemorySegment transaction, int database, Pair pair, int flags) {
        return run(() -> (int) put.invokeExact(transaction, database, pair.key(), pair.value(), flags));
    }

    int delete(MemorySegment transaction, int database, MemorySegment key) {
        return run(() -> (int) delete.invokeExact(transaction, database, key, MemorySegment.NULL));
    }

    MemorySegment cursor(MemorySegment transaction, int database) throws IOException {
        return made(cell -> (int) cursorOpen.invokeExact(transaction, database, cell));
    }

    int step(MemorySegment cursor, Pair pair, int operation) {
        return run(() -> (int) cursorGet.invokeExact(cursor, pair.key(), pair.value(), operation));
    }

    void closeCursor(MemorySegment cursor) {
        callVoid(cursorClose, cursor);
    }

    private static void callVoid(MethodHandle function, MemorySegment pointer) {
        try {
            function.invokeExact(pointer);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// Two cells of struct MDB_val: size, then address.
    record Pair(MemorySegment key, MemorySegment value) {
        private static final int VALUE = 16;

        static Pair in(Arena arena) {
            return new Pair(arena.allocate(VALUE, 8), arena.allocate(VALUE, 8));
        }

        /// @param room memory that stays until the call is over
        static void set(MemorySegment cell, byte[] bytes, MemorySegment room) {
            MemorySegment.copy(bytes, 0, room, JAVA_BYTE, 0, bytes.length);
            cell.set(JAVA_LONG, 0, bytes.length);
            cell.set(ADDRESS, 8, room);
        }

        /// A copy of what LMDB points to.
        static byte[] get(MemorySegment cell) {
            return cell.get(ADDRESS, 8).reinterpret(cell.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }
}
