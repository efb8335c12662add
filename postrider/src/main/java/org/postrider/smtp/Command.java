package org.postrider.smtp;

import java.util.ArrayList;
import java.util.List;

/// One line from a client, divided into words. `MAIL FROM:<a b@c> SIZE=1` has four: what stands in angle brackets or
/// quotes is not divided, and `FROM:` and `TO:` end a word.
///
/// @param words the verb is the first; none for an empty line
public record Command(Verb verb, List<Word> words) {
    /// A word as it stands in the line, quotes and all.
    ///
    /// @param closed false when a quote or bracket has no end
    public record Word(String text, boolean closed) {}

    /// Takes any line; a NUL ends it.
    public static Command parse(String line) {
        int nul = line.indexOf(0);
        String text = nul < 0 ? line : line.substring(0, nul);
        var words = new ArrayList<Word>(4);
        for (int at = skipBlanks(text, 0); at < text.length(); at = skipBlanks(text, at)) {
            int end = end(text, at);
            words.add(new Word(text.substring(at, Math.abs(end)), end > 0));
            at = Math.abs(end);
        }
        return new Command(words.isEmpty() ? Verb.UNKNOWN : Verb.of(words.getFirst().text()), words);
    }

    public int count() {
        return words.size();
    }

    public String word(int index) {
        return words.get(index).text();
    }

    /// The words from there on, with one space between.
    public String rest(int from) {
        if (words.size() == from + 1) return word(from);
        var out = new StringBuilder();
        for (int i = from; i < words.size(); i++) out.append(i == from ? "" : " ").append(word(i));
        return out.toString();
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) at++;
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /// Where the word ends that begins here; negative when something in it is not closed.
    private static int end(String text, int start) {
        int at = start;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            char c = text.charAt(at++);
            if (c == '<' || c == '"') {
                at = closing(text, at, c);
                if (at < 0) return -text.length();
            } else if (c == '\\') at = Math.min(at + 1, text.length());
            else if (c == ':' && isPathKeyword(text, start, at)) break;
        }
        return at;
    }

    private static boolean isPathKeyword(String text, int start, int end) {
        return end - start == 3 && text.regionMatches(true, start, "to:", 0, 3)
            || end - start == 5 && text.regionMatches(true, start, "from:", 0, 5);
    }

    /// Behind the bracket or quote that closes `open`; brackets nest, and quotes protect them. -1 when there is none.
    private static int closing(String text, int from, char open) {
        int depth = open == '<' ? 1 : 0;
        boolean quoted = open == '"';
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') at++;
            else if (c == '"') quoted = !quoted;
            else if (c == '<' && !quoted) depth++;
            else if (c == '>' && !quoted) depth--;
            if (!quoted && depth == 0) return Math.min(at + 1, text.length());
        }
        return -1;
    }
}
