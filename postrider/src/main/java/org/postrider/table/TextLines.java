package org.postrider.table;

import java.util.function.Consumer;
import org.postrider.config.LogicalLines;
import org.postrider.log.Log;

/// The logical lines of a table's text, what is wrong with them logged on the way.
public final class TextLines {
    private final LogicalLines lines;
    private final Consumer<String> warn;
    private int told;

    private TextLines(LogicalLines lines, Consumer<String> warn) {
        this.lines = lines;
        this.warn = warn;
    }

    /// Takes the lines one after the other.
    @FunctionalInterface
    public interface Reader {
        void line(LogicalLines.Line line);
    }

    static void read(String path, String text, Log log, Reader reader) {
        read(path, text, log::warning, reader);
    }

    /// @param path what warnings call the text
    /// @param warn where warnings go
    public static void read(String path, String text, Consumer<String> warn, Reader reader) {
        var all = new TextLines(new LogicalLines(path, text), warn);
        for (var line = all.lines.next(); all.tell() && line.isPresent(); line = all.lines.next())
            reader.line(line.get());
    }

    /// Passes on new complaints, so that they come in the order of the lines.
    private boolean tell() {
        var warnings = lines.warnings();
        for (; told < warnings.size(); told++) warn.accept(warnings.get(told));
        return true;
    }
}
