package org.postrider.table;

import java.util.Map;
import org.postrider.config.ConfigException;
import org.postrider.config.MainCf;

/// The settings of one table that has many: in a file in main.cf's format when the table's name is a path, else in
/// main.cf under names that begin with the table's.
record OwnSettings(Opening opening, Map<String, String> file) {
    static OwnSettings of(Opening opening) {
        String name = opening.name();
        if (!name.startsWith("/") && !name.startsWith(".")) return new OwnSettings(opening, Map.of());
        String text = opening.read(opening.file(""), "open ", "read " + name + ": Is a directory");
        try {
            var file = MainCf.parse(name, text, Map.of());
            file.warnings().forEach(opening.log()::warning);
            return new OwnSettings(opening, Map.copyOf(file.values()));
        } catch (ConfigException bad) {
            throw new TableException(bad.getMessage());
        }
    }

    private boolean isFile() {
        return opening.name().startsWith("/") || opening.name().startsWith(".");
    }

    String text(String name, String fallback) {
        if (isFile()) return file.getOrDefault(name, fallback);
        var settings = opening.tables().settings();
        String written = settings.unexpanded(opening.name() + "_" + name);
        return written.isEmpty() ? fallback : settings.expand(written);
    }

    /// @param least the lowest value that makes sense
    int number(String name, int fallback, int least) {
        String text = text(name, String.valueOf(fallback));
        int value;
        try {
            value = Integer.parseInt(text.strip());
        } catch (NumberFormatException bad) {
            throw new TableException(opening.name() + ": bad numerical configuration: " + name + " = " + text);
        }
        if (value < least) throw new TableException(opening.name() + ": invalid " + name + " parameter value " + value
            + " < " + least);
        return value;
    }
}
