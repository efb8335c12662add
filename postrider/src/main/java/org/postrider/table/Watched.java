package org.postrider.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A table from files, opened again when they have changed. Lookups take no lock; one thread at a time looks at the
/// files, at most once in [#PAUSE], while the others go on with what there is.
final class Watched implements Table {
    private static final long PAUSE = 1_000_000_000L;

    private final TableType type;
    private final Opening opening;
    private final List<Path> files;
    private final ReentrantLock checking = new ReentrantLock();
    private volatile State state;

    /// A file as it was when the table was opened. The key tells a replaced file from one that was written into.
    private record Stamp(FileTime modified, long size, Object key) {
        static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, "");
    }

    private record State(Table table, List<Stamp> stamps, long checked) {}

    private Watched(TableType type, Opening opening, List<Path> files) {
        this.type = type;
        this.opening = opening;
        this.files = files;
    }

    static Table open(TableType type, Opening opening, List<Path> files) {
        var watched = new Watched(type, opening, files);
        watched.state = watched.fresh();
        return watched;
    }

    @Override public Answer lookup(String key) {
        var now = state;
        if (nanos() - now.checked >= PAUSE) now = check(now);
        var answer = now.table.lookup(key);
        // closed under us: the one in its place will know
        return answer instanceof Answer.Unavailable && now.table != state.table ? state.table.lookup(key) : answer;
    }

    @Override public boolean mayHave(byte[] text, int from, int to) {
        var now = state;
        if (nanos() - now.checked >= PAUSE) now = check(now);
        return now.table.mayHave(text, from, to);
    }

    @Override public boolean hasPatterns() {
        return state.table.hasPatterns();
    }

    private State check(State old) {
        if (!checking.tryLock()) return old;
        try {
            var now = state;
            if (nanos() - now.checked < PAUSE) return now;
            boolean same = now.stamps.equals(stamps());
            state = same ? new State(now.table, now.stamps, nanos()) : fresh();
            if (!same && now.table instanceof LmdbTable gone) gone.close();
            return state;
        } finally {
            checking.unlock();
        }
    }

    /// The stamps are taken before the files are read: a change in between is seen next time.
    private State fresh() {
        var stamps = stamps();
        return new State(Tables.tried(type, opening), stamps, nanos());
    }

    private List<Stamp> stamps() {
        var stamps = new ArrayList<Stamp>(files.size());
        for (var file : files) stamps.add(stamp(file));
        return stamps;
    }

    private Stamp stamp(Path file) {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return type.isLive() ? new Stamp(FileTime.fromMillis(0), 0, now.fileKey())
                : new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException missing) {
            return Stamp.NONE;
        }
    }

    private long nanos() {
        return opening.world().time().nanos();
    }
}
