package org.postrider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The pages of a Berkeley DB file of either kind (page format of libdb 4.2 to 6.2), in memory as a whole.
///
/// Numbers are in the byte order of the machine that wrote it. Every page begins with 26 bytes: log position (8), own,
/// previous and next page number (4 each), number of entries (2), lower end of the items (2), level, type; then come
/// the offsets of the items (2 each). A page of zeros was never used.
final class DbFile {
    static final int HASH_MAGIC = 0x061561;
    static final int TREE_MAGIC = 0x053162;
    static final int HEADER = 26;
    static final int META_SIZE = 512;
    static final int TYPE_UNUSED = 0;
    static final int TYPE_HASH_UNSORTED = 2;
    static final int TYPE_INNER = 3;
    static final int TYPE_INNER_RECORDS = 4;
    static final int TYPE_LEAF = 5;
    static final int TYPE_LEAF_RECORDS = 6;
    static final int TYPE_OVERFLOW = 7;
    static final int TYPE_HASH_META = 8;
    static final int TYPE_TREE_META = 9;
    static final int TYPE_LEAF_DUPLICATES = 12;
    static final int TYPE_HASH = 13;

    private static final int MAGIC_AT = 12;
    private static final int PAGE_SIZE_AT = 20;
    private static final int ENCRYPTION_AT = 24;
    private static final int META_FLAGS_AT = 26;
    private static final int CHECKSUM_FLAG = 1;
    /// Nothing that this program looks up is longer.
    private static final int LONGEST = 1 << 28;

    private final ByteBuffer bytes;
    private final int pageSize;

    private DbFile(ByteBuffer bytes, int pageSize) {
        this.bytes = bytes;
        this.pageSize = pageSize;
    }

    /// @param content on the heap
    /// @param magic   what kind of file it must be
    /// @throws TableException when it is none, or one that cannot be read here
    static DbFile of(ByteBuffer content, int magic) {
        if (content.capacity() < META_SIZE) throw new TableException("Invalid argument");
        var bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(MAGIC_AT) != magic) bytes.order(ByteOrder.BIG_ENDIAN);
        int size = bytes.getInt(PAGE_SIZE_AT);
        if (bytes.getInt(MAGIC_AT) != magic || size < META_SIZE || size > 1 << 16 || Integer.bitCount(size) != 1)
            throw new TableException("Invalid argument");
        if (bytes.get(ENCRYPTION_AT) != 0 || (bytes.get(META_FLAGS_AT) & CHECKSUM_FLAG) != 0)
            throw new TableException("Operation not supported");
        return new DbFile(bytes, size);
    }

    int pageSize() {
        return pageSize;
    }

    int pages() {
        return bytes.capacity() / pageSize;
    }

    /// A number of the first page.
    int meta(int at) {
        return bytes.getInt(at);
    }

    /// Where a page begins.
    int page(int number) {
        if (number < 0 || number >= pages()) throw damaged("page " + number + " is missing");
        return number * pageSize;
    }

    int type(int page) {
        return u8(page + 25);
    }

    int entries(int page) {
        int entries = u16(page + 20);
        if (HEADER + 2 * entries > pageSize) throw damaged("too many entries");
        return entries;
    }

    int next(int page) {
        return bytes.getInt(page + 16);
    }

    /// Where an item of a page begins.
    int item(int page, int index) {
        int offset = u16(page + HEADER + 2 * index);
        if (offset < HEADER || offset >= pageSize) throw damaged("item outside of its page");
        return page + offset;
    }

    int u8(int at) {
        return bytes.get(within(at, 1)) & 0xff;
    }

    int u16(int at) {
        return bytes.getShort(within(at, 2)) & 0xffff;
    }

    int number(int at) {
        return bytes.getInt(within(at, 4));
    }

    byte[] bytes(int at, int length) {
        within(at, length);
        return Arrays.copyOfRange(bytes.array(), at, at + length);
    }

    /// Compares bytes of the file with a key: unsigned, the shorter one first.
    int compare(int at, int length, byte[] key) {
        within(at, length);
        return Arrays.compareUnsigned(bytes.array(), at, at + length, key, 0, key.length);
    }

    boolean equal(int at, int length, byte[] key) {
        within(at, length);
        return length == key.length && Arrays.equals(bytes.array(), at, at + length, key, 0, length);
    }

    /// What a chain of overflow pages holds.
    byte[] overflow(int number, int length) {
        if (length < 0 || length > LONGEST || length > bytes.capacity()) throw damaged("overlong item");
        byte[] out = new byte[length];
        int done = 0, at = number;
        while (done < length) {
            int page = page(at);
            if (type(page) != TYPE_OVERFLOW) throw damaged("overflow page of type " + type(page));
            int part = Math.min(u16(page + 22), length - done);
            if (part == 0) throw damaged("empty overflow page");
            within(page + HEADER, part);
            System.arraycopy(bytes.array(), page + HEADER, out, done, part);
            done += part;
            at = next(page);
        }
        return out;
    }

    private int within(int at, int length) {
        if (length < 0 || at < 0 || at > bytes.capacity() - length) throw damaged("item outside of the file");
        return at;
    }

    static TableException damaged(String how) {
        return new TableException("damaged database: " + how);
    }
}
