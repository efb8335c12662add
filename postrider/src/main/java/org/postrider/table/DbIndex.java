package org.postrider.table;

import java.util.Optional;

/// Keys and values as bytes, as an indexed file has them.
///
/// @see DbHash
/// @see DbTree
/// @see Cdb
interface DbIndex {
    interface Visitor {
        void entry(byte[] key, byte[] value);
    }

    /// The value, the first one where a key has several.
    ///
    /// @throws TableException when the file is damaged
    Optional<byte[]> find(byte[] key);

    void each(Visitor visitor);
}
