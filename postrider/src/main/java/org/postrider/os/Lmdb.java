package org.postrider.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.postrider.os.LmdbLibrary.Pair;

/// An LMDB file as Postfix keeps them: one unnamed database in one file, without LMDB's own lock file; who writes holds
/// `flock` on it. Keys and values are bytes as they stand in the file (Postfix' `postmap` may end both with a NUL).
///
/// Reading is for any number of threads, a lookup takes under a microsecond when the page is in memory, on the calling
/// thread. A reader sees what the last finished writer left, also while the next one writes. Never overwrite the file
/// in place by other means than LMDB (`cp new old`): it is mapped into memory, and a file that shrinks there ends the
/// process; rename a new one over it.
public final class Lmdb implements AutoCloseable {
    /// What came of opening.
    public sealed interface Opening {
        record Opened(Lmdb lmdb) implements Opening {}

        /// The library is not on this machine; `why` says what to install.
        record NotAvailable(String why) implements Opening {}

        /// @param why the system's or LMDB's text
        record Failed(String why, Optional<Errno> errno) implements Opening {}
    }

    /// How a file is opened: READ what is there, UPDATE it (making it when missing), or REPLACE all of its content.
    public enum Mode { READ, UPDATE, REPLACE }

    /// Sees one entry after the other; false stops.
    @FunctionalInterface
    public interface Visitor {
        boolean entry(byte[] key, byte[] value);
    }

    /// Address space that the file may grow into, not memory: on a 64-bit machine it costs nothing to be generous, and
    /// there is no "map full" to recover from.
    private static final long ADDRESS_SPACE = 1L << 36;
    private static final int NOSUBDIR = 0x4000;
    private static final int READ_ONLY = 0x20000;
    private static final int NO_LOCK = 0x400000;
    /// transactions belong to no thread: any may use one that another has given back
    private static final int NOTLS = 0x200000;
    private static final int NO_OVERWRITE = 0x10;
    private static final int FIRST = 0;
    private static final int NEXT = 8;
    /// LMDB's limit on keys; a longer one is in no file
    public static final int LONGEST_KEY = 511;
    private static final int LOCK_SHARED = 1;
    private static final int LOCK_EXCLUSIVE = 2;
    private static final int UNLOCK = 8;

    private static final class Library {
        static final LmdbLibrary MDB = new LmdbLibrary();
        static final MethodHandle FLOCK =
            Libc.withErrno("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    }

    private final LmdbLibrary mdb;
    private final MemorySegment env;
    private final Mode mode;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    /// lookups share it, closing takes it alone: the memory must not go away under a reader
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private MemorySegment writing = MemorySegment.NULL;
    private int database;
    private boolean closed;

    /// A transaction to read in, with cells for key and value; used by one thread at a time.
    private record Reader(MemorySegment transaction, Arena arena, Pair pair, MemorySegment room) {}

    private Lmdb(LmdbLibrary mdb, MemorySegment env, Mode mode) {
        this.mdb = mdb;
        this.env = env;
        this.mode = mode;
    }

    /// @param path of the file with its suffix, as bytes
    public static Opening open(String path, Mode mode) {
        LmdbLibrary mdb;
        try {
            mdb = Library.MDB;
        } catch (LinkageError missing) {
            return new Opening.NotAvailable("lmdb: the library liblmdb.so.0 is not installed"
                + " (Debian and Ubuntu: apt-get install liblmdb0; Fedora and Red Hat: dnf install lmdb-libs)");
        }
        try {
            return new Opening.Opened(open(mdb, path, mode));
        } catch (IOException failure) {
            return new Opening.Failed(Errno.text(failure), Errno.of(failure));
        }
    }

    private static Lmdb open(LmdbLibrary mdb, String path, Mode mode) throws IOException {
        var env = mdb.create();
        var lmdb = new Lmdb(mdb, env, mode);
        try (var scratch = Libc.Scratch.open()) {
            mdb.open(env, ADDRESS_SPACE, scratch.text(path),
                NOSUBDIR | NO_LOCK | NOTLS | (mode == Mode.READ ? READ_ONLY : 0));
            lmdb.start();
            return lmdb;
        } catch (IOException failure) {
            lmdb.close();
            throw failure;
        }
    }

    private void start() throws IOException {
        if (mode == Mode.READ) {
            var transaction = mdb.begin(env, READ_ONLY);
            try {
                database = mdb.database(transaction);
            } finally {
                mdb.commit(transaction);    // the database's number outlives it only so
            }
            return;
        }
        flock(LOCK_EXCLUSIVE);
        writing = mdb.begin(env, 0);
        database = mdb.database(writing);
        if (mode == Mode.REPLACE) mdb.empty(writing, database);
    }

    /// Waits for other programs on this thread.
    private void flock(int operation) throws IOException {
        int file = mdb.descriptor(env);
        try (var scratch = Libc.Scratch.open()) {
            while ((int) Library.FLOCK.invokeExact(scratch.state(), file, operation) != 0)
                if (!scratch.errno().equals(Errno.EINTR)) throw scratch.errno().raise();
        } catch (ErrnoException failure) {
            throw failure;
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// The value of exactly these bytes; empty when there is none.
    ///
    /// @throws IOException when the file is damaged or cannot be read
    public Optional<byte[]> get(byte[] key) throws IOException {
        if (key.length == 0 || key.length > LONGEST_KEY) return Optional.empty();
        gate.readLock().lock();
        try {
            if (closed) throw new IOException("lmdb file closed");
            if (mode != Mode.READ) return getIn(writing, key);
            var reader = reader();
            Pair.set(reader.pair().key(), key, reader.room());
            try {
                return found(mdb.get(reader.transaction(), database, reader.pair().key(), reader.pair().value()),
                    reader.pair());
            } finally {
                mdb.reset(reader.transaction());
                idle.push(reader);
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    private Optional<byte[]> getIn(MemorySegment transaction, byte[] key) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pair = Pair.in(arena);
            Pair.set(pair.key(), key, arena.allocate(key.length));
            return found(mdb.get(transaction, database, pair.key(), pair.value()), pair);
        }
    }

    private Optional<byte[]> found(int code, Pair pair) throws IOException {
        if (code == LmdbLibrary.NOT_FOUND) return Optional.empty();
        mdb.check(code);
        return Optional.of(Pair.get(pair.value()));
    }

    private Reader reader() throws IOException {
        var reader = idle.poll();
        if (reader == null) {
            var arena = Arena.ofShared();
            return new Reader(mdb.begin(env, READ_ONLY), arena, Pair.in(arena), arena.allocate(LONGEST_KEY));
        }
        mdb.renew(reader.transaction());
        return reader;
    }

    /// Shows all entries in the order of their keys' bytes, while no other program writes.
    public void forEach(Visitor visitor) throws IOException {
        gate.readLock().lock();
        try (var arena = Arena.ofConfined()) {
            if (closed) throw new IOException("lmdb file closed");
            boolean reading = mode == Mode.READ;
            if (reading) flock(LOCK_SHARED);
            var transaction = reading ? mdb.begin(env, READ_ONLY) : writing;
            try {
                walk(mdb.cursor(transaction, database), Pair.in(arena), visitor);
            } finally {
                if (reading) {
                    mdb.abort(transaction);
                    flock(UNLOCK);
                }
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    private void walk(MemorySegment cursor, Pair pair, Visitor visitor) throws IOException {
        try {
            for (int code = mdb.step(cursor, pair, FIRST); code != LmdbLibrary.NOT_FOUND;
                 code = mdb.step(cursor, pair, NEXT)) {
                mdb.check(code);
                if (!visitor.entry(Pair.get(pair.key()), Pair.get(pair.value()))) return;
            }
        } finally {
            mdb.closeCursor(cursor);
        }
    }

    /// Writes an entry, to be seen by others after [#commit]. For one thread.
    ///
    /// @param replace whether to change the value of a key that is there
    /// @return false when the key is there and was not to be changed
    /// @throws IOException also when the key is empty or longer than [#LONGEST_KEY]
    public boolean put(byte[] key, byte[] value, boolean replace) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pair = Pair.in(arena);
            Pair.set(pair.key(), key, arena.allocate(Math.max(1, key.length)));
            Pair.set(pair.value(), value, arena.allocate(Math.max(1, value.length)));
            int code = mdb.put(writing, database, pair, replace ? 0 : NO_OVERWRITE);
            if (code == LmdbLibrary.KEY_EXISTS) return false;
            mdb.check(code);
            return true;
        }
    }

    /// @return false when it was not there
    public boolean delete(byte[] key) throws IOException {
        if (key.length == 0 || key.length > LONGEST_KEY) return false;
        try (var arena = Arena.ofConfined()) {
            var pair = Pair.in(arena);
            Pair.set(pair.key(), key, arena.allocate(key.length));
            int code = mdb.delete(writing, database, pair.key());
            if (code == LmdbLibrary.NOT_FOUND) return false;
            mdb.check(code);
            return true;
        }
    }

    /// Makes what was written last and be seen; it is on the disk when this returns. Closing without it drops all.
    public void commit() throws IOException {
        var transaction = writing;
        writing = MemorySegment.NULL;   // gone, whatever comes of it
        mdb.commit(transaction);
        writing = mdb.begin(env, 0);
    }

    @Override public void close() {
        gate.writeLock().lock();
        try {
            if (closed) return;
            closed = true;
            for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
                mdb.abort(reader.transaction());
                reader.arena().close();
            }
            if (!writing.equals(MemorySegment.NULL)) mdb.abort(writing);
            mdb.close(env);
        } finally {
            gate.writeLock().unlock();
        }
    }
}
