package org.postrider.table;

import java.util.ArrayList;
import java.util.List;
import org.postrider.log.Log;

/// Placeholder until the logical lines of room config are there.
final class TextLines {
    private TextLines() {}

    static List<String> of(String path, String text, Log log) {
        var lines = new ArrayList<String>();
        for (String line : text.split("\n")) if (!line.isBlank() && !line.strip().startsWith("#")) lines.add(line);
        return lines;
    }
}
