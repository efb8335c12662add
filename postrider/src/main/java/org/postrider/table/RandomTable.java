package org.postrider.table;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// `randmap:{value, value, ...}`: any of the values, whatever the key.
record RandomTable(List<String> values) implements Table {
    static Table open(Opening opening) {
        var values = opening.members("{value...}").stream().map(value -> FileValues.of(opening, value)).toList();
        return new RandomTable(values);
    }

    @Override public Answer lookup(String key) {
        return new Answer.Found(values.get(ThreadLocalRandom.current().nextInt(values.size())));
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
