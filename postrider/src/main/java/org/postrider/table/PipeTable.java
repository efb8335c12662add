package org.postrider.table;

import java.util.ArrayList;
import java.util.List;

/// `pipemap:{type:name, type:name, ...}`: what the first table answers is the next one's key.
record PipeTable(List<Table> tables) implements Table {
    static Table open(Opening opening) {
        return new PipeTable(members(opening));
    }

    /// The tables between the braces; folding is done once, outside.
    static List<Table> members(Opening opening) {
        var specs = opening.members("{type:name...}");
        if (specs.stream().anyMatch(spec -> spec.indexOf(':') < 0)) throw opening.badSyntax("{type:name...}");
        var tables = new ArrayList<Table>();
        for (String spec : specs) tables.add(opening.tables().open(spec, opening.use()));
        return List.copyOf(tables);
    }

    @Override public Answer lookup(String key) {
        String value = key;
        for (var table : tables) {
            var answer = table.lookup(value);
            if (!(answer instanceof Answer.Found(String next))) return answer;
            value = next;
        }
        return new Answer.Found(value);
    }

    @Override public boolean hasPatterns() {
        return tables.getFirst().hasPatterns();
    }
}
