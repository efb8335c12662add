package org.postrider.table;

/// A pattern makes no sense.
final class RegexFault extends Exception {
    private static final long serialVersionUID = 1;
    private final int offset;

    RegexFault(String what, int offset) {
        super(what, null, false, false);
        this.offset = offset;
    }

    /// Where in the pattern.
    int offset() {
        return offset;
    }
}
