package org.postrider.table;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The formats of indexed files.
enum IndexFormat {
    HASH("hash", ".db", true), BTREE("btree", ".db", true), CDB("cdb", ".cdb", false);

    /// Key and value as they stand in the file.
    record Entry(byte[] key, byte[] value) {
        /// In the place of one that was taken out.
        static final Entry GONE = new Entry(new byte[0], new byte[0]);
    }

    private final String type;
    private final String suffix;
    private final boolean nul;

    IndexFormat(String type, String suffix, boolean nul) {
        this.type = type;
        this.suffix = suffix;
        this.nul = nul;
    }

    static Optional<IndexFormat> named(String type) {
        for (var format : values()) if (format.type.equals(type)) return Optional.of(format);
        return Optional.empty();
    }

    String suffix() {
        return suffix;
    }

    /// Whether keys and values end with a NUL when nobody says otherwise: as Postfix's tools do it on Linux.
    boolean endsWithNul() {
        return nul;
    }

    /// Whether files of this format are changed in place by Postfix's tools, which lock them then.
    boolean isChangedInPlace() {
        return this != CDB;
    }

    /// @throws TableException when it is not of this format
    DbIndex read(ByteBuffer content) {
        return switch (this) {
            case HASH -> DbHash.of(content);
            case BTREE -> DbTree.of(content);
            case CDB -> Cdb.of(content);
        };
    }

    byte[] write(List<Entry> entries) {
        return switch (this) {
            case HASH -> DbHashWriter.write(entries);
            case BTREE -> DbTreeWriter.write(entries);
            case CDB -> Cdb.write(entries);
        };
    }
}
