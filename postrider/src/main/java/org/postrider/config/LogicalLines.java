package org.postrider.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The logical lines of a configuration file or table: comment lines and blank lines are left out, and a line that
/// starts with white space goes on where the line before it ended, also past comments in between.
///
/// The reader is a cursor: [#next] until it is empty. What it had to complain about is in [#warnings].
public final class LogicalLines {
    /// How much of a bad line a warning shows.
    private static final int SHOWN = 30;

    /// @param text   without line ends, the white space before continued text kept
    /// @param number of its first physical line, from 1
    public record Line(String text, int number) {}

    private final String name;
    private final String text;
    private final List<String> warnings = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int number;
    private int first;
    private boolean nul;

    /// @param name what warnings call the file
    /// @param text the whole file, one char per byte
    public LogicalLines(String name, String text) {
        this.name = name;
        this.text = text;
    }

    public Optional<Line> next() {
        while (at < text.length()) {
            read();
            if (line.isEmpty()) break;
            if (nul) cutAtNul();
            if (line.isEmpty() || !isSpace(line.charAt(0))) return Optional.of(new Line(line.toString(), first));
            warnings.add(name + ": logical line must not start with whitespace: \""
                + line.substring(0, Math.min(SHOWN, line.length())) + (line.length() > SHOWN ? "..." : "") + "\"");
        }
        return Optional.empty();
    }

    /// Complaints about what was read so far, worded for a log.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void read() {
        line.setLength(0);
        nul = false;
        while (at < text.length()) {
            int end = text.indexOf('\n', at), stop = end < 0 ? text.length() : end;
            number++;
            if (line.isEmpty()) first = number;
            if (hasContent(at, stop)) {
                nul |= text.substring(at, stop).indexOf('\0') >= 0;
                line.append(text, at, stop);
            }
            at = end < 0 ? stop : end + 1;
            if (!line.isEmpty() && !continues()) return;
        }
    }

    private boolean continues() {
        return at < text.length() && (text.charAt(at) == '#' || isSpace(text.charAt(at)));
    }

    private boolean hasContent(int from, int to) {
        for (int i = from; i < to; i++)
            if (!isSpace(text.charAt(i))) return text.charAt(i) != '#';
        return false;
    }

    private void cutAtNul() {
        warnings.add(name + ", line " + (first == number ? "" + number : first + "-" + number)
            + ": text after null byte may be ignored");
        line.setLength(line.indexOf("\0"));
    }

    /// White space as isspace(3) has it in the C locale.
    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
