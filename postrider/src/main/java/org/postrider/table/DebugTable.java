package org.postrider.table;

import org.postrider.log.Log;

/// `debug:type:name`, the table behind it, with all that it is asked in the log (debug_table(5)).
record DebugTable(String spec, Table table, Log log) implements Table {
    static Table open(Opening opening) {
        String inner = opening.name();
        var table = opening.tables().open(inner, opening.use());
        var debug = new DebugTable(inner, table, opening.log());
        return Listed.of(table).<Table>map(listed -> new Lists(debug, listed)).orElse(debug);
    }

    @Override public Answer lookup(String key) {
        var answer = table.lookup(key);
        log.info(spec + " lookup: \"" + key + "\" = \"" + switch (answer) {
            case Answer.Found(String value) -> value;
            case Answer.Absent() -> "not_found";
            case Answer.Unavailable _ -> "error";
        } + "\"");
        return answer;
    }

    @Override public boolean hasPatterns() {
        return table.hasPatterns();
    }

    /// The same for a table whose entries can be listed.
    private record Lists(DebugTable debug, Listed listed) implements Listed {
        @Override public Answer lookup(String key) {
            return debug.lookup(key);
        }

        @Override public boolean hasPatterns() {
            return debug.hasPatterns();
        }

        @Override public void list(Visitor visitor) {
            listed.list((key, value) -> {
                debug.log.info(debug.spec + " sequence: \"" + key + "\" = \"" + value + "\"");
                visitor.entry(key, value);
            });
            debug.log.info(debug.spec + " sequence: found EOF");
        }
    }
}
