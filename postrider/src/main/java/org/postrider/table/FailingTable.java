package org.postrider.table;

/// `fail:`, which never can tell. For trying out what happens then.
record FailingTable(Opening opening) implements Table {
    @Override public Answer lookup(String key) {
        return new Answer.Unavailable(opening.spec() + " always fails");
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
