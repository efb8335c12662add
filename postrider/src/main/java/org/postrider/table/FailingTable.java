package org.postrider.table;

/// `fail:`, which never can tell. For trying out what happens then.
record FailingTable(Opening opening) implements Listed {
    /// What Postfix says of an error that has no number.
    static final String WHY = "Application error";

    @Override public Answer lookup(String key) {
        return new Answer.Unavailable(WHY);
    }

    @Override public void list(Visitor visitor) {
        throw new TableException("table " + opening.spec() + ": sequence error: " + WHY);
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
