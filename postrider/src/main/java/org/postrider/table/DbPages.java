package org.postrider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// The pages of a Berkeley DB file that is being made; see [DbFile] for what a page is.
final class DbPages {
    static final int PAGE_SIZE = 4096;
    private static final int LOG_OFFSET_AT = 4;
    private static final int NUMBER_AT = 8;
    private static final int PREVIOUS_AT = 12;
    private static final int NEXT_AT = 16;
    private static final int ENTRIES_AT = 20;
    private static final int LOW_AT = 22;
    private static final int LEVEL_AT = 24;
    private static final int TYPE_AT = 25;
    private static final int FILE_ID_AT = 52;
    private static final int FILE_ID_SIZE = 20;
    private static final int VERSION = 9;
    private static final int OFFSET_SIZE = 2;

    private final List<ByteBuffer> pages = new ArrayList<>();

    /// Begins with the meta page.
    DbPages(int magic, int type) {
        var meta = blank();
        meta.putInt(12, magic).putInt(16, VERSION).putInt(20, PAGE_SIZE).put(TYPE_AT, (byte) type);
        byte[] id = new byte[FILE_ID_SIZE];
        new SecureRandom().nextBytes(id);
        meta.put(FILE_ID_AT, id);
        pages.add(meta);
    }

    private static ByteBuffer blank() {
        // the log position that says: in no log
        return ByteBuffer.allocate(PAGE_SIZE).order(ByteOrder.LITTLE_ENDIAN).putInt(LOG_OFFSET_AT, 1);
    }

    ByteBuffer meta() {
        return pages.getFirst();
    }

    /// A new page.
    ///
    /// @return its number
    int add(int type, int level) {
        int number = pages.size();
        pages.add(blank().putInt(NUMBER_AT, number).putShort(LOW_AT, (short) PAGE_SIZE).put(LEVEL_AT, (byte) level)
            .put(TYPE_AT, (byte) type));
        return number;
    }

    void level(int number, int level) {
        pages.get(number).put(LEVEL_AT, (byte) level);
    }

    void link(int before, int after) {
        pages.get(before).putInt(NEXT_AT, after);
        pages.get(after).putInt(PREVIOUS_AT, before);
    }

    /// Whether so many more bytes in so many more items fit into a page.
    boolean fits(int number, int bytes, int items) {
        var page = pages.get(number);
        int low = page.getShort(LOW_AT) & 0xffff, used = DbFile.HEADER + OFFSET_SIZE * page.getShort(ENTRIES_AT);
        return low - used >= bytes + OFFSET_SIZE * items;
    }

    /// Puts an item behind those that are there.
    void append(int number, byte[] item) {
        var page = pages.get(number);
        int entries = page.getShort(ENTRIES_AT), low = (page.getShort(LOW_AT) & 0xffff) - item.length;
        page.put(low, item).putShort(DbFile.HEADER + OFFSET_SIZE * entries, (short) low);
        page.putShort(LOW_AT, (short) low).putShort(ENTRIES_AT, (short) (entries + 1));
    }

    /// Puts bytes into pages of their own.
    ///
    /// @return the number of the first
    int overflow(byte[] bytes) {
        int most = PAGE_SIZE - DbFile.HEADER, first = 0, before = 0;
        for (int done = 0; done < bytes.length; done += most) {
            int number = add(DbFile.TYPE_OVERFLOW, 0), size = Math.min(most, bytes.length - done);
            // in place of entries: how many refer to it; in place of the low end: how much it holds
            pages.get(number).putShort(ENTRIES_AT, (short) 1).putShort(LOW_AT, (short) size)
                .put(DbFile.HEADER, bytes, done, size);
            if (before == 0) first = number;
            else link(before, number);
            before = number;
        }
        return first;
    }

    /// The whole file.
    byte[] bytes() {
        meta().putInt(32, pages.size() - 1);
        var all = ByteBuffer.allocate(Math.multiplyExact(pages.size(), PAGE_SIZE));
        for (var page : pages) all.put(page.duplicate().clear());
        return all.array();
    }
}
