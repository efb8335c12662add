package org.postrider.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.text.Latin1;

/// A table in an indexed file that a tool has made of its text: `hash`, `btree`, `cdb`.
///
/// The file is read as a whole: programs that rebuild a table in place, as Postfix's own tools do with `hash` and
/// `btree`, then cannot pull it from under a lookup.
final class IndexedTable implements Listed {
    /// Changing a table takes moments; whoever holds the lock longer than this is stuck.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    /// A source changed less than this ago may be about to be indexed.
    private static final Duration JUST_NOW = Duration.ofSeconds(100);

    private final Opening opening;
    private final DbIndex index;
    /// What the first hit has told; a stale value costs a second look only.
    private volatile Use.Nul nul;

    private IndexedTable(Opening opening, DbIndex index) {
        this.opening = opening;
        this.index = index;
        this.nul = opening.use().nul();
    }

    static Table hash(Opening opening) {
        return open(opening, ".db", DbHash::of);
    }

    static Table btree(Opening opening) {
        return open(opening, ".db", DbTree::of);
    }

    private static Table open(Opening opening, String suffix, Function<byte[], DbIndex> format) {
        var file = opening.file(suffix);
        String name = opening.name() + suffix;
        try {
            byte[] content = read(opening, file);
            warnIfOlder(opening, file, name);
            return new IndexedTable(opening, format.apply(content));
        } catch (IOException failure) {
            throw new TableException("open database " + name + ": " + Errno.text(failure));
        } catch (TableException fault) {
            throw new TableException("open database " + name + ": " + fault.getMessage());
        }
    }

    /// Reads while nobody writes.
    private static byte[] read(Opening opening, Path file) throws IOException {
        var time = opening.world().time();
        long end = time.nanos() + PATIENCE.toNanos();
        try (var lock = OpenFile.open(Latin1.fromUnicode(file.toString()), 0, OpenFile.Option.READ)) {
            while (!lock.tryLock(OpenFile.LockStyle.FLOCK)) {
                if (time.nanos() - end >= 0) throw new ErrnoException(Errno.EAGAIN);
                time.sleep(BETWEEN_TRIES);
            }
            return Files.readAllBytes(file);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ErrnoException(Errno.EINTR);
        }
    }

    private static void warnIfOlder(Opening opening, Path file, String name) {
        try {
            var source = Files.getLastModifiedTime(opening.file("")).toInstant();
            if (source.isAfter(Files.getLastModifiedTime(file).toInstant())
                && source.isBefore(opening.world().time().now().minus(JUST_NOW)))
                opening.log().warning("database " + name + " is older than source file " + opening.name());
        } catch (IOException noSource) {
            return;
        }
    }

    @Override public Answer lookup(String key) {
        try {
            byte[] bare = Latin1.bytes(key);
            var end = nul;
            if (end != Use.Nul.WITHOUT) {
                var value = index.find(Arrays.copyOf(bare, bare.length + 1));
                if (value.isPresent()) return found(value.get(), Use.Nul.WITH);
            }
            Optional<byte[]> value = end == Use.Nul.WITH ? Optional.empty() : index.find(bare);
            return value.isPresent() ? found(value.get(), Use.Nul.WITHOUT) : ABSENT;
        } catch (TableException damage) {
            opening.log().warning(opening.spec() + ": " + damage.getMessage());
            return new Answer.Unavailable(opening.spec() + ": " + damage.getMessage());
        }
    }

    private Answer found(byte[] value, Use.Nul end) {
        if (nul != end) nul = end;
        return new Answer.Found(text(value));
    }

    /// Up to the first NUL.
    private static String text(byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != 0) end++;
        return Latin1.of(value, 0, end);
    }

    @Override public void list(Visitor visitor) {
        index.each((key, value) -> visitor.entry(text(key), text(value)));
    }
}
