package org.postrider.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// A Berkeley DB file of the hash kind: linear hashing, each bucket a chain of pages with keys and values in turn.
record DbHash(DbFile file, ToIntFunction<byte[]> hash, int[] spares) implements DbIndex {
    static final int MAX_BUCKET_AT = 72;
    static final int HIGH_MASK_AT = 76;
    static final int LOW_MASK_AT = 80;
    static final int CHECK_AT = 92;
    static final int SPARES_AT = 96;
    static final int SPARES = 32;

    static final int ITEM_HERE = 1;
    static final int ITEM_DUPLICATES = 2;
    static final int ITEM_OVERFLOW = 3;
    static final int ITEM_DUPLICATE_TREE = 4;
    /// What the writer hashed so that the reader can tell whether it does the same.
    private static final byte[] CHECK = "%$sniglet^&\0".getBytes(StandardCharsets.ISO_8859_1);

    static DbHash of(ByteBuffer content) {
        var file = DbFile.of(content, DbFile.HASH_MAGIC);
        int check = file.meta(CHECK_AT);
        int[] spares = new int[SPARES];
        for (int i = 0; i < SPARES; i++) spares[i] = file.meta(SPARES_AT + 4 * i);
        if (check == fnv(CHECK)) return new DbHash(file, DbHash::fnv, spares);
        if (check == times33(CHECK)) return new DbHash(file, DbHash::times33, spares);
        throw new TableException("Invalid argument");
    }

    static int check() {
        return fnv(CHECK);
    }

    /// Fowler, Noll and Vo's, without their start value: libdb since version 3.
    static int fnv(byte[] key) {
        int hash = 0;
        for (byte b : key) hash = hash * 16777619 ^ b & 0xff;
        return hash;
    }

    private static int times33(byte[] key) {
        int hash = 0;
        for (byte b : key) hash = hash * 33 + (b & 0xff);
        return hash;
    }

    @Override public Optional<byte[]> find(byte[] key) {
        int most = file.meta(MAX_BUCKET_AT), bucket = hash.applyAsInt(key) & file.meta(HIGH_MASK_AT);
        if (Integer.compareUnsigned(bucket, most) > 0) bucket &= file.meta(LOW_MASK_AT);
        int number = firstPage(bucket);
        for (int steps = 0; number != 0; steps++) {
            int page = page(number, steps);
            int entries = page < 0 ? 0 : file.entries(page);
            for (int i = 0; i + 1 < entries; i += 2)
                if (isKey(page, i, key)) return Optional.of(value(page, i + 1));
            number = page < 0 ? 0 : file.next(page);
        }
        return Optional.empty();
    }

    @Override public void each(Visitor visitor) {
        int buckets = file.meta(MAX_BUCKET_AT) + 1;
        if (buckets <= 0 || buckets > file.pages()) throw DbFile.damaged(buckets + " buckets");
        for (int bucket = 0; bucket < buckets; bucket++) eachOf(bucket, visitor);
    }

    private void eachOf(int bucket, Visitor visitor) {
        int number = firstPage(bucket);
        for (int steps = 0; number != 0; steps++) {
            int page = page(number, steps);
            if (page < 0) return;
            for (int i = 0; i + 1 < file.entries(page); i += 2) visitor.entry(value(page, i), value(page, i + 1));
            number = file.next(page);
        }
    }

    /// Buckets of one doubling lie one behind the other; where each doubling begins is in `spares`.
    private int firstPage(int bucket) {
        int doubling = bucket == 0 ? 0 : 32 - Integer.numberOfLeadingZeros(bucket);
        if (bucket < 0 || doubling >= SPARES) throw DbFile.damaged("bucket " + bucket);
        return bucket + spares[doubling];
    }

    /// Where a page of a bucket begins; -1 when it was never used.
    private int page(int number, int steps) {
        if (steps > file.pages()) throw DbFile.damaged("pages in a circle");
        int page = file.page(number);
        return switch (file.type(page)) {
            case DbFile.TYPE_UNUSED -> -1;
            case DbFile.TYPE_HASH, DbFile.TYPE_HASH_UNSORTED -> page;
            default -> throw DbFile.damaged("page of type " + file.type(page) + " in a bucket");
        };
    }

    /// Items lie back to back from the end of the page, the first one last.
    private int length(int page, int index) {
        int end = index == 0 ? page + file.pageSize() : file.item(page, index - 1);
        return end - file.item(page, index);
    }

    private boolean isKey(int page, int index, byte[] key) {
        int at = file.item(page, index), length = length(page, index);
        return switch (file.u8(at)) {
            case ITEM_HERE -> file.equal(at + 1, length - 1, key);
            case ITEM_OVERFLOW -> file.number(at + 8) == key.length
                && Arrays.equals(file.overflow(file.number(at + 4), key.length), key);
            default -> throw DbFile.damaged("key of type " + file.u8(at));
        };
    }

    private byte[] value(int page, int index) {
        int at = file.item(page, index), length = length(page, index);
        return switch (file.u8(at)) {
            case ITEM_HERE -> file.bytes(at + 1, length - 1);
            case ITEM_DUPLICATES -> file.bytes(at + 3, file.u16(at + 1));
            case ITEM_OVERFLOW -> file.overflow(file.number(at + 4), file.number(at + 8));
            case ITEM_DUPLICATE_TREE -> DbTree.first(file, file.number(at + 4));
            default -> throw DbFile.damaged("item of type " + file.u8(at));
        };
    }
}
