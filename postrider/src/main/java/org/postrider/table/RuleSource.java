package org.postrider.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postrider.config.LogicalLines;
import org.postrider.config.Words;

/// Where the rules of a `cidr`, `regexp` or `pcre` table come from: a file, or `{{rule}, {rule}}`.
final class RuleSource {
    private RuleSource() {}

    static void read(Opening opening, TextLines.Reader reader) {
        String text = opening.hasInlineText() ? inline(opening) : file(opening);
        TextLines.read(opening.name(), text, opening.log(), line -> {
            String trimmed = trimmed(line.text());
            if (!trimmed.isEmpty()) reader.line(new LogicalLines.Line(trimmed, line.number()));
        });
    }

    private static String file(Opening opening) {
        // Postfix reads a folder as a file without rules, where it does not look for errors
        if (!opening.type().equals("cidr") && Files.isDirectory(opening.file(""))) return "";
        return opening.read(opening.file(""), "open ", opening.type() + " map " + opening.name()
            + ": read error: Is a directory");
    }

    static List<Path> files(Opening opening) {
        return opening.hasInlineText() ? List.of() : List.of(opening.file(""));
    }

    private static String inline(Opening opening) {
        var text = new StringBuilder();
        String all = unwrapped(opening, opening.name());
        for (String rule : Words.braced(all, Words.LIST)) text.append(unwrapped(opening, rule).strip()).append('\n');
        return text.toString();
    }

    private static String unwrapped(Opening opening, String text) {
        Braces.fault(text).ifPresent(fault -> {
            throw new TableException(opening.type() + " map: " + fault);
        });
        return Braces.inside(text);
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && KeyValue.isBlank(text.charAt(end - 1))) end--;
        return text.substring(0, end);
    }
}
