package org.postrider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a Berkeley DB file of the hash kind that [DbHash] and libdb can read, and libdb can change.
final class DbHashWriter {
    /// Longer items go to pages of their own.
    private static final int LONGEST = DbPages.PAGE_SIZE / 4;
    /// How full pages are on average: fuller, and many buckets need a second page.
    private static final double FILL = 0.6;

    private final DbPages pages = new DbPages(DbFile.HASH_MAGIC, DbFile.TYPE_HASH_META);

    private DbHashWriter() {}

    static byte[] write(List<IndexFormat.Entry> entries) {
        return new DbHashWriter().all(entries);
    }

    private byte[] all(List<IndexFormat.Entry> entries) {
        int buckets = buckets(entries);
        for (int i = 0; i < buckets; i++) pages.add(DbFile.TYPE_HASH, 0);
        var filled = new ArrayList<List<IndexFormat.Entry>>();
        for (int i = 0; i < buckets; i++) filled.add(new ArrayList<>());
        for (var entry : entries) filled.get(DbHash.fnv(entry.key()) & buckets - 1).add(entry);
        for (int i = 0; i < buckets; i++) fill(i + 1, filled.get(i));
        meta(buckets, entries.size());
        return pages.bytes();
    }

    private static int buckets(List<IndexFormat.Entry> entries) {
        long bytes = 0;
        for (var entry : entries) bytes += size(entry.key()) + size(entry.value()) + 4;
        long pages = (long) (bytes / (DbPages.PAGE_SIZE * FILL));
        return pages < 2 ? 2 : Math.toIntExact(Long.highestOneBit(pages) << 1);
    }

    private static int size(byte[] item) {
        return item.length > LONGEST ? 12 : item.length + 1;
    }

    private void meta(int buckets, int count) {
        var meta = pages.meta().putInt(DbHash.MAX_BUCKET_AT, buckets - 1).putInt(DbHash.HIGH_MASK_AT, buckets - 1)
            .putInt(DbHash.LOW_MASK_AT, buckets / 2 - 1).putInt(88, count).putInt(DbHash.CHECK_AT, DbHash.check());
        // all buckets lie behind the meta page, whichever doubling they belong to
        for (int i = 0; 1L << i <= buckets; i++) meta.putInt(DbHash.SPARES_AT + 4 * i, 1);
    }

    /// The entries of each page are in order; what does not fit goes on in another page.
    private void fill(int bucket, List<IndexFormat.Entry> entries) {
        entries.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
        int page = bucket;
        for (var entry : entries) {
            byte[] key = item(entry.key()), value = item(entry.value());
            if (!pages.fits(page, key.length + value.length, 2)) {
                int next = pages.add(DbFile.TYPE_HASH, 0);
                pages.link(page, next);
                page = next;
            }
            pages.append(page, key);
            pages.append(page, value);
        }
    }

    private byte[] item(byte[] bytes) {
        if (bytes.length > LONGEST)
            return ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(DbHash.ITEM_OVERFLOW)
                .putInt(pages.overflow(bytes)).putInt(bytes.length).array();
        byte[] item = new byte[bytes.length + 1];
        item[0] = DbHash.ITEM_HERE;
        System.arraycopy(bytes, 0, item, 1, bytes.length);
        return item;
    }
}
