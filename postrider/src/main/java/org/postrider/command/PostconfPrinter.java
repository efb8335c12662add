package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// How postconf(1) lays out what it shows.
///
/// @param fold long lines go on in the next one, indented
record PostconfPrinter(OutputStream out, boolean fold) {
    /// Lines are folded before they get longer, where that is possible.
    private static final int WIDTH = 80;
    private static final String INDENT = "    ";
    /// Where the fields of a master.cf entry begin.
    private static final int[] COLUMNS = { 0, 11, 17, 25, 33, 41, 49, 57 };

    /// How the value of an option is shown; expanded, perhaps.
    @FunctionalInterface
    interface Shown {
        String of(String setting);
    }

    /// Prints text with one blank between words.
    void line(String text) throws IOException {
        var line = new Line();
        for (String word : Words.split(text, Words.SPACE)) line.word(word, word.length());
        line.end();
    }

    /// Prints `{"name": "value"}`.
    void json(String name, String value) throws IOException {
        put("{\"" + Json.quoted(name) + "\": \"" + Json.quoted(value) + "\"}\n");
    }

    /// Prints a whole master.cf entry.
    void entry(PostconfEntry entry, Shown shown) throws IOException {
        var line = new Line();
        for (int field = 0; field < COLUMNS.length; field++) line.column(COLUMNS[field], entry.words().get(field));
        arguments(line, entry, shown);
        line.end();
    }

    /// Prints one field of an entry, the command with its arguments.
    ///
    /// @param label `service/type/field = `, or empty
    void field(String label, PostconfEntry entry, int field, Shown shown) throws IOException {
        var line = new Line();
        line.text(label);
        String value = entry.words().get(field);
        if (!label.isEmpty() && label.length() + value.length() > WIDTH) line.fold();
        line.text(value);
        if (field == PostconfEntry.COMMAND) arguments(line, entry, shown);
        line.end();
    }

    /// Postfix looks at the first word behind the options as if it still were one: it gets no braces.
    private void arguments(Line line, PostconfEntry entry, Shown shown) {
        List<String> words = entry.words();
        boolean options = true;
        for (int at = PostconfEntry.COMMAND + 1; at < words.size(); at++) {
            String word = words.get(at);
            boolean bare = options;
            options &= word.length() > 1 && word.charAt(0) == '-' && !word.equals("--");
            if (options && word.charAt(1) == 'o' && at + 1 < words.size())
                line.alone(word + " " + braced(shown.of(words.get(++at))));
            else line.word(bare ? word : braced(word), word.length() + 1);
        }
    }

    /// The arguments as one line, for JSON.
    static String arguments(PostconfEntry entry, Shown shown) {
        var text = new StringBuilder();
        List<String> words = entry.words();
        boolean options = true;
        for (int at = PostconfEntry.COMMAND + 1; at < words.size(); at++) {
            String word = words.get(at);
            boolean bare = options;
            options &= word.length() > 1 && word.charAt(0) == '-' && !word.equals("--");
            text.append(' ').append(bare ? word : braced(word));
            if (options && word.charAt(1) == 'o' && at + 1 < words.size())
                text.append(' ').append(braced(shown.of(words.get(++at))));
        }
        return text.toString();
    }

    /// Words with white space need braces to stay words.
    private static String braced(String word) {
        for (int i = 0; i < word.length(); i++)
            if (Words.SPACE.indexOf(word.charAt(i)) >= 0) return "{" + word + "}";
        return word;
    }

    private void put(String text) throws IOException {
        out.write(Latin1.bytes(text));
    }

    /// A line that is being filled.
    private final class Line {
        private final StringBuilder text = new StringBuilder();
        private int length;
        /// Nothing is in the line yet but its indentation.
        private boolean folded;

        void text(String more) {
            text.append(more);
            length += more.length();
            folded = false;
        }

        void column(int goal, String field) {
            if (length > 0)
                do text(" "); while (length < goal);
            text(field);
        }

        /// Adds a word behind a blank, or in a new line where it would get too long.
        ///
        /// @param counted the length that decides
        void word(String word, int counted) {
            if (length > 0 && !folded) {
                if (!fold || length + counted < WIDTH) text(" ");
                else fold();
            }
            text(word);
        }

        /// Adds a word in a line of its own when lines are folded.
        void alone(String word) {
            word(word, WIDTH);
            length = WIDTH;
        }

        void fold() {
            text.append('\n').append(INDENT);
            length = INDENT.length();
            folded = true;
        }

        void end() throws IOException {
            put(text.append('\n').toString());
        }
    }
}
