package org.postrider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A constant database (D. J. Bernstein's cdb): 256 hash tables behind the entries, found by pointers in front of them.
/// Numbers are 32 bits, little-endian.
record Cdb(ByteBuffer file) implements DbIndex {
    private static final int TABLES = 256;
    private static final int POINTERS_SIZE = TABLES * 8;
    private static final int SLOT_SIZE = 8;

    static Cdb of(ByteBuffer file) {
        if (file.capacity() < POINTERS_SIZE) throw new TableException("Protocol error");
        return new Cdb(file.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }

    static int hash(byte[] key) {
        int hash = 5381;
        for (byte b : key) hash = (hash << 5) + hash ^ b & 0xff;
        return hash;
    }

    @Override public Optional<byte[]> find(byte[] key) {
        int hash = hash(key), pointer = 8 * (hash & TABLES - 1);
        int table = file.getInt(pointer), slots = file.getInt(pointer + 4);
        if (slots == 0) return Optional.empty();
        if (slots < 0 || slots > file.capacity() / SLOT_SIZE) throw damaged();
        int start = (hash >>> 8) % slots;
        for (int i = 0; i < slots; i++) {
            int slot = table + SLOT_SIZE * ((start + i) % slots);
            int entry = number(slot + 4);
            if (entry == 0) return Optional.empty();
            if (number(slot) == hash && isKey(entry, key))
                return Optional.of(bytes(entry + 8 + key.length, number(entry + 4)));
        }
        return Optional.empty();
    }

    private boolean isKey(int entry, byte[] key) {
        return number(entry) == key.length && Arrays.equals(bytes(entry + 8, key.length), key);
    }

    @Override public void each(Visitor visitor) {
        int end = file.getInt(0);
        for (int at = POINTERS_SIZE; at < end;) {
            int key = number(at), value = number(at + 4);
            visitor.entry(bytes(at + 8, key), bytes(at + 8 + key, value));
            at += 8 + key + value;
        }
    }

    private int number(int at) {
        if (at < 0 || at > file.capacity() - 4) throw damaged();
        return file.getInt(at);
    }

    private byte[] bytes(int at, int length) {
        if (length < 0 || at < 0 || at > file.capacity() - length) throw damaged();
        byte[] out = new byte[length];
        file.get(at, out);
        return out;
    }

    private static TableException damaged() {
        return new TableException("damaged database");
    }

    /// Makes such a file.
    static byte[] write(List<IndexFormat.Entry> entries) {
        long size = POINTERS_SIZE;
        int[] counts = new int[TABLES];
        for (var entry : entries) {
            size += 8L + entry.key().length + entry.value().length + 2 * SLOT_SIZE;
            counts[hash(entry.key()) & TABLES - 1]++;
        }
        if (size > Integer.MAX_VALUE) throw new TableException("File too large");
        var out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN).position(POINTERS_SIZE);
        int[] places = new int[entries.size()];
        for (int i = 0; i < places.length; i++) {
            var entry = entries.get(i);
            places[i] = out.position();
            out.putInt(entry.key().length).putInt(entry.value().length).put(entry.key()).put(entry.value());
        }
        int table = out.position();
        for (int i = 0; i < TABLES; i++) {
            out.putInt(8 * i, table).putInt(8 * i + 4, 2 * counts[i]);
            table += 2 * counts[i] * SLOT_SIZE;
        }
        for (int i = 0; i < places.length; i++) enter(out, hash(entries.get(i).key()), places[i]);
        return out.array();
    }

    /// Tables are half empty; a slot without place is free.
    private static void enter(ByteBuffer out, int hash, int place) {
        int pointer = 8 * (hash & TABLES - 1), table = out.getInt(pointer), slots = out.getInt(pointer + 4);
        int slot = (hash >>> 8) % slots;
        while (out.getInt(table + SLOT_SIZE * slot + 4) != 0) slot = (slot + 1) % slots;
        out.putInt(table + SLOT_SIZE * slot, hash).putInt(table + SLOT_SIZE * slot + 4, place);
    }
}
