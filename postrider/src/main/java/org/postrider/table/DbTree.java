package org.postrider.table;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A Berkeley DB file of the btree kind. Leaves hold keys and values in turn, ordered by unsigned bytes; inner pages
/// hold the first key of each page below them, that of their first page counting as less than any.
record DbTree(DbFile file) implements DbIndex {
    static final int MIN_KEYS_AT = 76;
    static final int ROOT_AT = 88;

    static final int ITEM_HERE = 1;
    static final int ITEM_DUPLICATES = 2;
    static final int ITEM_OVERFLOW = 3;
    private static final int DELETED = 0x80;
    private static final int DEEPEST = 64;

    static DbTree of(ByteBuffer content) {
        return new DbTree(DbFile.of(content, DbFile.TREE_MAGIC));
    }

    @Override public Optional<byte[]> find(byte[] key) {
        int page = file.page(file.meta(ROOT_AT));
        for (int depth = 0; file.type(page) == DbFile.TYPE_INNER; depth++) {
            if (depth > DEEPEST) throw DbFile.damaged("pages in a circle");
            page = file.page(file.number(file.item(page, branch(page, key)) + 4));
        }
        return inLeaf(leaf(page), key);
    }

    /// The last entry whose key is not greater.
    private int branch(int page, byte[] key) {
        int low = 0, high = file.entries(page) - 1;
        if (high < 0) throw DbFile.damaged("empty inner page");
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (compareInner(file.item(page, middle), key) <= 0) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private int compareInner(int at, byte[] key) {
        int length = file.u16(at);
        return (file.u8(at + 2) & ~DELETED) == ITEM_OVERFLOW
            ? Arrays.compareUnsigned(file.overflow(file.number(at + 16), file.number(at + 20)), key)
            : file.compare(at + 12, length, key);
    }

    private Optional<byte[]> inLeaf(int page, byte[] key) {
        int low = 0, high = file.entries(page) / 2 - 1;
        while (low <= high) {
            int middle = (low + high) / 2, order = compareLeaf(file.item(page, 2 * middle), key);
            if (order == 0) return firstAlive(page, middle, key);
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return Optional.empty();
    }

    /// Duplicates lie side by side; deleted ones are only marked.
    private Optional<byte[]> firstAlive(int page, int place, byte[] key) {
        int at = place;
        while (at > 0 && compareLeaf(file.item(page, 2 * at - 2), key) == 0) at--;
        for (; 2 * at + 1 < file.entries(page) && compareLeaf(file.item(page, 2 * at), key) == 0; at++) {
            int value = file.item(page, 2 * at + 1);
            if (isAlive(value)) return Optional.of(item(file, value));
        }
        return Optional.empty();
    }

    private int compareLeaf(int at, byte[] key) {
        return (file.u8(at + 2) & ~DELETED) == ITEM_HERE ? file.compare(at + 3, file.u16(at), key)
            : Arrays.compareUnsigned(item(file, at), key);
    }

    private boolean isAlive(int at) {
        return (file.u8(at + 2) & DELETED) == 0;
    }

    @Override public void each(Visitor visitor) {
        int page = file.page(file.meta(ROOT_AT));
        for (int depth = 0; file.type(page) == DbFile.TYPE_INNER; depth++) {
            if (depth > DEEPEST) throw DbFile.damaged("pages in a circle");
            page = file.page(file.number(file.item(page, 0) + 4));
        }
        int number = -1;
        for (int steps = 0; number != 0; steps++) {
            if (steps > file.pages()) throw DbFile.damaged("pages in a circle");
            if (number > 0) page = file.page(number);
            eachOf(leaf(page), visitor);
            number = file.next(page);
        }
    }

    private void eachOf(int page, Visitor visitor) {
        for (int i = 0; i + 1 < file.entries(page); i += 2) {
            int key = file.item(page, i), value = file.item(page, i + 1);
            if (isAlive(value)) visitor.entry(item(file, key), item(file, value));
        }
    }

    private int leaf(int page) {
        if (file.type(page) != DbFile.TYPE_LEAF) throw DbFile.damaged("page of type " + file.type(page) + " in a tree");
        return page;
    }

    private static byte[] item(DbFile file, int at) {
        return switch (file.u8(at + 2) & ~DELETED) {
            case ITEM_HERE -> file.bytes(at + 3, file.u16(at));
            case ITEM_OVERFLOW -> file.overflow(file.number(at + 4), file.number(at + 8));
            case ITEM_DUPLICATES -> first(file, file.number(at + 4));
            default -> throw DbFile.damaged("item of type " + file.u8(at + 2));
        };
    }

    /// The first value of a tree of duplicates.
    static byte[] first(DbFile file, int root) {
        int number = root;
        for (int depth = 0; depth < DEEPEST; depth++) {
            int page = file.page(number);
            if (file.entries(page) == 0) throw DbFile.damaged("empty tree of duplicates");
            int at = file.item(page, 0);
            switch (file.type(page)) {
                case DbFile.TYPE_INNER -> number = file.number(at + 4);
                case DbFile.TYPE_INNER_RECORDS -> number = file.number(at);
                case DbFile.TYPE_LEAF_DUPLICATES, DbFile.TYPE_LEAF_RECORDS -> {
                    return item(file, at);
                }
                default -> throw DbFile.damaged("page of type " + file.type(page) + " among duplicates");
            }
        }
        throw DbFile.damaged("pages in a circle");
    }
}
