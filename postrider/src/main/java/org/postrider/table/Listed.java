package org.postrider.table;

/// A table whose entries can be listed.
public interface Listed extends Table {
    /// Takes one entry after the other, in the table's own order.
    @FunctionalInterface
    interface Visitor {
        void entry(String key, String value);
    }

    /// @throws TableException when the table is damaged
    void list(Visitor visitor);
}
