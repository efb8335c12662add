package org.postrider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a Berkeley DB file of the btree kind that [DbTree] and libdb can read, and libdb can change.
final class DbTreeWriter {
    /// Longer items go to pages of their own, so that a page has room for two keys at least.
    private static final int LONGEST = 900;
    /// libdb's own: keys that a page has room for, and what fixed-length records would be filled up with
    private static final int MIN_KEYS = 2;
    private static final int PAD = ' ';
    private static final int PAD_AT = 84;
    private static final int ALIGNMENT = 4;

    private final DbPages pages = new DbPages(DbFile.TREE_MAGIC, DbFile.TYPE_TREE_META);
    private final int root;

    /// A page, and a key that is greater than all keys before it but none in it.
    private record Child(int page, byte[] from) {}

    private DbTreeWriter(boolean oneLeaf) {
        root = pages.add(oneLeaf ? DbFile.TYPE_LEAF : DbFile.TYPE_INNER, 1);
        pages.meta().putInt(DbTree.MIN_KEYS_AT, MIN_KEYS).putInt(PAD_AT, PAD).putInt(DbTree.ROOT_AT, root);
    }

    static byte[] write(List<IndexFormat.Entry> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
        int bytes = DbFile.HEADER;
        for (int i = 0; i < sorted.size() && bytes <= DbPages.PAGE_SIZE; i++)
            bytes += aligned(size(sorted.get(i).key())) + aligned(size(sorted.get(i).value())) + 4;
        return new DbTreeWriter(bytes <= DbPages.PAGE_SIZE).all(sorted, bytes <= DbPages.PAGE_SIZE);
    }

    private byte[] all(List<IndexFormat.Entry> entries, boolean oneLeaf) {
        if (oneLeaf) {
            for (var entry : entries) enter(root, leafItem(entry.key()), leafItem(entry.value()));
            return pages.bytes();
        }
        var children = leaves(entries);
        for (int level = 2;; level++) {
            var groups = groups(children);
            var parents = new ArrayList<Child>();
            for (var group : groups) {
                int page = groups.size() == 1 ? root : pages.add(DbFile.TYPE_INNER, level);
                for (var child : group) pages.append(page, innerItem(child));
                parents.add(new Child(page, group.getFirst().from));
            }
            if (groups.size() == 1) {
                pages.level(root, level);
                return pages.bytes();
            }
            children = parents;
        }
    }

    private List<Child> leaves(List<IndexFormat.Entry> entries) {
        var leaves = new ArrayList<Child>();
        int page = 0;
        byte[] last = new byte[0];
        for (var entry : entries) {
            byte[] key = leafItem(entry.key()), value = leafItem(entry.value());
            if (page == 0 || !pages.fits(page, key.length + value.length, 2)) {
                int next = pages.add(DbFile.TYPE_LEAF, 1);
                if (page != 0) pages.link(page, next);
                leaves.add(new Child(next, between(last, entry.key())));
                page = next;
            }
            enter(page, key, value);
            last = entry.key();
        }
        return leaves;
    }

    private void enter(int page, byte[] key, byte[] value) {
        pages.append(page, key);
        pages.append(page, value);
    }

    /// The shortest beginning of `key` that is greater than `before`.
    private static byte[] between(byte[] before, byte[] key) {
        int common = Arrays.mismatch(before, key);
        return Arrays.copyOf(key, Math.min(key.length, common + 1));
    }

    /// As many children to a page as fit.
    private static List<List<Child>> groups(List<Child> children) {
        var groups = new ArrayList<List<Child>>();
        int left = 0;
        for (var child : children) {
            int needed = aligned(12 + Math.min(child.from.length, LONGEST)) + 2;
            if (needed > left) {
                groups.add(new ArrayList<>());
                left = DbPages.PAGE_SIZE - DbFile.HEADER;
            }
            groups.getLast().add(child);
            left -= needed;
        }
        return groups;
    }

    private static int size(byte[] item) {
        return item.length > LONGEST ? 12 : item.length + 3;
    }

    private static int aligned(int size) {
        return size + ALIGNMENT - 1 & -ALIGNMENT;
    }

    private static ByteBuffer item(int size) {
        return ByteBuffer.allocate(aligned(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] leafItem(byte[] bytes) {
        if (bytes.length > LONGEST) return reference(bytes).array();
        return item(bytes.length + 3).putShort((short) bytes.length).put((byte) DbTree.ITEM_HERE).put(bytes).array();
    }

    /// An item that says where the bytes are.
    private ByteBuffer reference(byte[] bytes) {
        return item(12).put(2, (byte) DbTree.ITEM_OVERFLOW).putInt(4, pages.overflow(bytes)).putInt(8, bytes.length);
    }

    private byte[] innerItem(Child child) {
        boolean here = child.from.length <= LONGEST;
        byte[] data = here ? child.from : reference(child.from).array();
        return item(12 + data.length).putShort((short) data.length)
            .put((byte) (here ? DbTree.ITEM_HERE : DbTree.ITEM_OVERFLOW)).put((byte) 0).putInt(child.page).putInt(0)
            .put(data).array();
    }
}
