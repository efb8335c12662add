package org.postrider.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.postrider.os.Errno;
import org.postrider.os.Lmdb;
import org.postrider.text.Latin1;

/// `lmdb:/file`, looked up in the file itself, which sees what a tool writes there at once.
final class LmdbTable implements Listed, AutoCloseable {
    static final String SUFFIX = ".lmdb";

    private final Opening opening;
    private final Lmdb file;
    private volatile Use.Nul nul;

    private LmdbTable(Opening opening, Lmdb file) {
        this.opening = opening;
        this.file = file;
        this.nul = opening.use().nul();
    }

    static Table open(Opening opening) {
        var file = open(opening.name(), Lmdb.Mode.READ);
        IndexedTable.warnIfOlder(opening, opening.file(SUFFIX), opening.name() + SUFFIX);
        return new LmdbTable(opening, file);
    }

    /// @param name without suffix
    static Lmdb open(String name, Lmdb.Mode mode) {
        return switch (Lmdb.open(name + SUFFIX, mode)) {
            case Lmdb.Opening.Opened(Lmdb lmdb) -> lmdb;
            case Lmdb.Opening.NotAvailable(String why) -> throw new TableException(why);
            case Lmdb.Opening.Failed(String why, _) ->
                throw new TableException("open database " + name + SUFFIX + ": " + why);
        };
    }

    @Override public Answer lookup(String key) {
        try {
            byte[] bare = Latin1.bytes(key);
            var end = nul;
            if (end != Use.Nul.WITHOUT) {
                var value = file.get(Arrays.copyOf(bare, bare.length + 1));
                if (value.isPresent()) return found(value.get(), Use.Nul.WITH);
            }
            Optional<byte[]> value = end == Use.Nul.WITH ? Optional.empty() : file.get(bare);
            return value.isPresent() ? found(value.get(), Use.Nul.WITHOUT) : ABSENT;
        } catch (IOException failure) {
            String why = "error reading " + opening.spec() + ": " + Errno.text(failure);
            opening.log().warning(why);
            return new Answer.Unavailable(why);
        }
    }

    private Answer found(byte[] value, Use.Nul end) {
        if (nul != end) nul = end;
        return new Answer.Found(IndexedTable.text(value));
    }

    @Override public void list(Visitor visitor) {
        try {
            file.forEach((key, value) -> {
                visitor.entry(IndexedTable.text(key), IndexedTable.text(value));
                return true;
            });
        } catch (IOException failure) {
            throw new TableException("error seeking " + opening.spec() + ": " + Errno.text(failure));
        }
    }

    @Override public void close() {
        file.close();
    }
}
