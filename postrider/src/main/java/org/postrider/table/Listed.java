package org.postrider.table;

import java.util.Optional;

/// A table whose entries can be listed.
public interface Listed extends Table {
    /// Takes one entry after the other, in the table's own order.
    @FunctionalInterface
    interface Visitor {
        void entry(String key, String value);
    }

    /// The same table as one whose entries can be listed, where it is one.
    static Optional<Listed> of(Table table) {
        return switch (table) {
            case Listed listed -> Optional.of(listed);
            case Checked checked -> checked.listed();
            default -> Optional.empty();
        };
    }

    /// @throws TableException when the table is damaged
    void list(Visitor visitor);
}
