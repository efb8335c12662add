package org.postrider.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.text.Latin1;

/// A table in an indexed file that a tool has made of its text: `hash`, `btree`, `cdb`.
///
/// A file that Postfix's own tools rebuild in place (`hash`, `btree`) is read as a whole, so that they cannot pull it
/// from under a lookup; one that is only ever replaced (`cdb`) is mapped.
final class IndexedTable implements Listed {
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

    static List<Path> files(Opening opening) {
        return List.of(opening.file(format(opening).suffix()));
    }

    private static IndexFormat format(Opening opening) {
        return IndexFormat.named(opening.type()).orElseThrow();
    }

    static Table open(Opening opening) {
        var format = format(opening);
        var file = opening.file(format.suffix());
        String name = opening.name() + format.suffix();
        try {
            var content = format.isChangedInPlace() ? IndexLock.read(opening.world().time(), file) : mapped(file);
            warnIfOlder(opening, file, name);
            return new IndexedTable(opening, format.read(content));
        } catch (NoSuchFileException missing) {
            throw new TableException("open database " + name + ": " + Errno.text(missing));
        } catch (IOException failure) {
            throw fault(format, name, Errno.text(failure));
        } catch (TableException fault) {
            throw fault(format, name, fault.getMessage());
        }
    }

    private static TableException fault(IndexFormat format, String name, String why) {
        return new TableException((format == IndexFormat.CDB ? "dict_cdbq_open: unable to init " : "open database ")
            + name + ": " + why);
    }

    private static ByteBuffer mapped(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) throw new ErrnoException(Errno.EFBIG);
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    static void warnIfOlder(Opening opening, Path file, String name) {
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
        } catch (TableException | InternalError damage) {
            // the latter when a mapped file has become shorter
            opening.log().warning(opening.spec() + ": " + damage.getMessage());
            return new Answer.Unavailable(opening.spec() + ": " + damage.getMessage());
        }
    }

    private Answer found(byte[] value, Use.Nul end) {
        if (nul != end) nul = end;
        return new Answer.Found(text(value));
    }

    /// Up to the first NUL.
    static String text(byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != 0) end++;
        return Latin1.of(value, 0, end);
    }

    @Override public void list(Visitor visitor) {
        index.each((key, value) -> visitor.entry(text(key), text(value)));
    }
}
