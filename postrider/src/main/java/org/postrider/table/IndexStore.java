package org.postrider.table;

/// What a [TableMaker] writes into. Failures throw a [TableException].
interface IndexStore extends AutoCloseable {
    /// @return false when the key was there and was not to be replaced
    boolean put(byte[] key, byte[] value, boolean replace);

    /// @return false when it was not there
    boolean delete(byte[] key);

    void save(TableMaker.Rights rights);

    /// What warnings about entries call it.
    String shownName();

    /// Whether keys and values end with a NUL when nobody says otherwise.
    boolean endsWithNul();

    @Override void close();
}
