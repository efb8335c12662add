package org.postrider.bounce;

import java.util.ArrayList;
import java.util.List;

/// Breaks long lines of reports at blanks.
final class Wrap {
    private static final int WIDTH = 79;
    private static final int INDENT = 4;

    private Wrap() {}

    /// The text in lines of at most 79 characters where its words allow that, all but the first indented.
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0, word = 0;
        while (word <= text.length()) {
            int end = endOfWord(text, word);
            int room = lines.isEmpty() ? WIDTH : WIDTH - INDENT;
            if (word > start && end - start > room) {
                add(lines, text.substring(start, word));
                while (word < text.length() && isSpace(text.charAt(word))) word++;
                start = word;
            }
            word = end + 1;
        }
        add(lines, text.substring(start));
        return lines;
    }

    private static void add(List<String> lines, String line) {
        lines.add((lines.isEmpty() ? "" : " ".repeat(INDENT)) + line.stripTrailing());
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') end++;
        return end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
