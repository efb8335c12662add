package org.postrider.table;

/// Stands in for a table that could not be opened. It doesn't know what it would find, nor what keys it takes.
record Broken(Opening opening, String why) implements Table {
    @Override public Answer lookup(String key) {
        opening.log().warning(opening.spec() + " is unavailable. " + why);
        return new Answer.Unavailable(why);
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
