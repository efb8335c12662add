package org.postrider.table;

import java.util.List;

/// `unionmap:{type:name, type:name, ...}`: the answers of all tables with commas between.
record UnionTable(List<Table> tables) implements Table {
    static Table open(Opening opening) {
        return new UnionTable(PipeTable.members(opening));
    }

    @Override public Answer lookup(String key) {
        var all = new StringBuilder();
        for (var table : tables) {
            switch (table.lookup(key)) {
                case Answer.Absent() -> { }
                case Answer.Found(String value) -> all.append(all.isEmpty() ? "" : ",").append(value);
                case Answer.Unavailable unavailable -> {
                    return unavailable;
                }
            }
        }
        return all.isEmpty() ? ABSENT : new Answer.Found(all.toString());
    }

    @Override public boolean hasPatterns() {
        return tables.getFirst().hasPatterns();
    }
}
