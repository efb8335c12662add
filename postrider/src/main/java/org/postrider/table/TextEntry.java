package org.postrider.table;

import java.util.Optional;
import java.util.function.Consumer;
import org.postrider.config.LogicalLines;

/// An entry of a table's text: `key whitespace value`.
///
/// @param line its number in the text
public record TextEntry(String key, String value, int line) {
    /// How the text is to be read.
    ///
    /// @param path    what warnings call it
    /// @param utf8    lines that are not UTF-8 are left out
    /// @param files   values name files, whose content is the value
    /// @param ignored what a warning adds about a bad line
    public record Manner(String path, boolean utf8, boolean files, String ignored, Consumer<String> warn) {}

    /// Whether it is UTF-8 is looked at when it is asked for.
    static Optional<TextEntry> of(Opening opening, LogicalLines.Line line) {
        return of(new Manner(opening.name(), false, opening.use().files(), " -- ignoring this line",
            opening.log()::warning), line);
    }

    /// Empty for a line that makes no sense; a warning has said so.
    public static Optional<TextEntry> of(Manner manner, LogicalLines.Line line) {
        String where = manner.path + ", line " + line.number() + ": ";
        if (manner.utf8 && !Fold.isUtf8(line.text()))
            return bad(manner, where + "non-UTF-8 input \"" + line.text() + "\" -- ignoring this line");
        KeyValue pair;
        try {
            pair = KeyValue.line(line.text());
        } catch (TableException _) {
            return bad(manner, where + "unbalanced '\"' in '" + line.text() + "' -- ignoring this line");
        }
        if (pair.key().isEmpty() || pair.value().isEmpty())
            return bad(manner, where + "expected format: key whitespace value" + manner.ignored);
        if (pair.key().endsWith(":"))
            manner.warn.accept(where + "record is in \"key: value\" format; is this an alias file?");
        try {
            String value = manner.files ? FileValues.encoded(pair.value()) : pair.value();
            return Optional.of(new TextEntry(pair.key(), value, line.number()));
        } catch (TableException unreadable) {
            return bad(manner, where + unreadable.getMessage() + ": skipping this entry");
        }
    }

    private static Optional<TextEntry> bad(Manner manner, String warning) {
        manner.warn.accept(warning);
        return Optional.empty();
    }
}
