package org.postrider.table;

/// A table cannot be opened, read or written; the message says which and why, in Postfix's words.
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TableException(String message) {
        super(message);
    }
}
