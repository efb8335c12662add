package org.postrider.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postrider.config.Words;

/// A table that is in memory as a whole: `inline`, `texthash`, `internal`.
record MemoryTable(Map<String, String> entries) implements Listed {
    /// `inline:{name=value, {name = text with blanks}}`
    static Table inline(Opening opening) {
        if (!Braces.around(opening.name()) || opening.name().equals("{}"))
            throw opening.badSyntax("{name=value...}");
        if (opening.use().utf8() && opening.tables().settings().get(TableParams.SMTPUTF8_ENABLE)
            && !Fold.isUtf8(opening.name()))
            throw new TableException("bad UTF-8 syntax: \"" + opening.spec() + "\"; need \"inline:{name=value...}\"");
        var entries = new LinkedHashMap<String, String>();
        try {
            for (String word : Words.braced(Braces.inside(opening.name()), Words.LIST))
                enter(opening, word, entries);
            if (entries.isEmpty()) throw new TableException("empty table");
        } catch (TableException fault) {
            throw new TableException(fault.getMessage() + ": \"" + opening.spec() + "\"; need \"inline:{name="
                + (opening.use().files() ? "filename" : "value") + "...}\"");
        }
        return new MemoryTable(entries);
    }

    private static void enter(Opening opening, String word, Map<String, String> entries) {
        String text = word;
        if (word.startsWith("{")) {
            Braces.fault(word).ifPresent(fault -> {
                throw new TableException(fault);
            });
            text = Braces.inside(word);
        }
        var pair = KeyValue.assignment(text);
        entries.put(opening.use().fold() ? Fold.key(pair.key()) : pair.key(),
            FileValues.of(opening, pair.value()));
    }

    @Override public Answer lookup(String key) {
        return Optional.ofNullable(entries.get(key)).<Answer>map(Answer.Found::new).orElse(ABSENT);
    }

    @Override public void list(Visitor visitor) {
        entries.forEach(visitor::entry);
    }
}
