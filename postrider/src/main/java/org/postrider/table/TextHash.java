package org.postrider.table;

import java.util.LinkedHashMap;
import java.util.Map;

/// `texthash:/file`, the text that postmap would index, read as it is.
final class TextHash {
    private TextHash() {}

    static Table open(Opening opening) {
        var entries = new LinkedHashMap<String, String>();
        String text = opening.read(opening.file(""), "open database ",
            "read " + opening.name() + ": Is a directory");
        TextLines.read(opening.name(), text, opening.log(), line ->
            TextEntry.of(opening, line).ifPresent(entry -> enter(opening, entry, entries)));
        return new MemoryTable(entries);
    }

    private static void enter(Opening opening, TextEntry entry, Map<String, String> entries) {
        String key = opening.use().fold() ? Fold.key(entry.key()) : entry.key();
        if (entries.putIfAbsent(key, entry.value()) != null)
            opening.log().warning(opening.name() + ", line " + entry.line() + ": duplicate entry: \"" + entry.key()
                + "\"");
    }
}
