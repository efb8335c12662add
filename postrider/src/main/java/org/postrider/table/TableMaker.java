package org.postrider.table;

import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.util.function.Consumer;
import org.postrider.text.Latin1;

/// An indexed table on its way into its file, for the commands that make and change such files. Nothing is in the file
/// before [#save].
public final class TableMaker implements AutoCloseable {
    /// What the table begins with: nothing, what is in the file if there is one, or what is in the file.
    public enum Start { EMPTY, FILE_OR_EMPTY, FILE }

    /// What becomes of a key that is there already.
    public enum Duplicates { WARN, IGNORE, REPLACE }

    /// @param type       of the table
    /// @param name       of the table, without the file's suffix
    /// @param use        how keys and values are to be
    /// @param duplicates what becomes of a key that is there already
    public record Job(String type, String name, Start start, Use use, Duplicates duplicates) {
        String spec() {
            return type + ":" + name;
        }
    }

    private static final String MALFORMED = "malformed UTF-8 or invalid codepoint";

    private final Job job;
    private final IndexStore store;
    private final Consumer<String> warn;
    private final boolean utf8;

    private TableMaker(Tables tables, Job job, IndexStore store) {
        this.job = job;
        this.store = store;
        this.warn = tables.log()::warning;
        this.utf8 = job.use.utf8() && tables.settings().get(SMTPUTF8_ENABLE);
    }

    /// Whether there are files of this type to be made.
    public static boolean makes(String type) {
        return type.equals("lmdb") || IndexFormat.named(type).isPresent();
    }

    /// @throws TableException when there is no such type, or the file cannot be read or must not be changed
    public static TableMaker open(Tables tables, Job job) {
        if (TableType.named(job.type).isEmpty()) throw new TableException(job.start == Start.FILE
            ? "unsupported dictionary type: " + job.type : "unsupported map type: " + job.type);
        return new TableMaker(tables, job, store(tables, job));
    }

    private static IndexStore store(Tables tables, Job job) {
        if (job.type.equals("lmdb")) return LmdbStore.open(job);
        if (IndexFormat.named(job.type).isPresent()) return FileStore.open(tables, job);
        var toy = ToyStore.named(job);
        if (toy.isPresent()) return toy.get();
        throw new TableException(job.start == Start.EMPTY ? "no 'map create' support for this type: " + job.type
            : job.spec() + " map requires O_RDONLY access mode");
    }

    /// Adds an entry; warns of what cannot be added.
    public void put(String key, String value) {
        if (utf8 && !Fold.isUtf8(key)) {
            warn.accept(shown() + ": non-UTF-8 key \"" + key + "\": " + MALFORMED);
        } else if (utf8 && !Fold.isUtf8(value)) {
            warn.accept(shown() + ": key \"" + key + "\": non-UTF-8 value \"" + value + "\": " + MALFORMED);
        } else put(folded(key), value, withNul() ? "\0" : "", job.duplicates == Duplicates.REPLACE);
    }

    /// Adds a mark of the table itself; one that is there already stays unless it is to be replaced.
    public void mark(String key, String value, boolean replace) {
        put(folded(key), value, withNul() ? "\0" : "", replace || job.duplicates == Duplicates.REPLACE);
    }

    /// Adds an entry as it is, without NUL.
    public void sign(String key, String value) {
        store.put(Latin1.bytes(key), Latin1.bytes(value), true);
    }

    /// Whether the bytes are UTF-8.
    public static boolean isUtf8(String text) {
        return Fold.isUtf8(text);
    }

    private void put(String key, String value, String nul, boolean replace) {
        boolean isNew = store.put(Latin1.bytes(key + nul), Latin1.bytes(value + nul), replace);
        if (!isNew && job.duplicates == Duplicates.WARN)
            warn.accept(store.shownName() + ": duplicate entry: \"" + key + "\"");
    }

    private String shown() {
        return Tables.shown(job.type, job.name);
    }

    /// @return false when it was not there; a key that is not UTF-8 counts as done with, as in Postfix
    public boolean delete(String key) {
        if (utf8 && !Fold.isUtf8(key)) {
            warn.accept(shown() + ": non-UTF-8 key \"" + key + "\": " + MALFORMED);
            return true;
        }
        String folded = folded(key);
        boolean with = job.use.nul() != Use.Nul.WITHOUT && store.delete(Latin1.bytes(folded + "\0"));
        return with || job.use.nul() != Use.Nul.WITH && store.delete(Latin1.bytes(folded));
    }

    private String folded(String key) {
        return !job.use.fold() ? key : utf8 ? Fold.key(key) : Latin1.lower(key);
    }

    private boolean withNul() {
        return switch (job.use.nul()) {
            case WITH -> true;
            case WITHOUT -> false;
            case EITHER -> store.endsWithNul();
        };
    }

    /// Puts the table in the place of the old one, as a whole.
    ///
    /// @param rights what a file that is new gets; an older one keeps its own
    public void save(Rights rights) {
        store.save(rights);
    }

    @Override public void close() {
        store.close();
    }

    /// Permission bits and owner of a new file.
    public sealed interface Rights {
        int mode();

        /// The owner is who runs the program.
        record Mine(int mode) implements Rights {}

        record Given(int mode, int uid, int gid) implements Rights {}
    }
}
