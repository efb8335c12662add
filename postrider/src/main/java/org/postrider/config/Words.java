package org.postrider.config;

import java.util.ArrayList;
import java.util.List;

/// Splits the lists that parameter values are.
public final class Words {
    /// What separates the items of most lists: commas and white space.
    public static final String LIST = ", \t\r\n";
    /// White space alone: fields of master.cf.
    public static final String SPACE = " \t\r\n";

    private Words() {}

    /// Items separated by commas and white space.
    public static List<String> list(String text) {
        return split(text, LIST);
    }

    /// Items without empty ones.
    ///
    /// @param separators chars that separate
    public static List<String> split(String text, String separators) {
        return split(text, separators, false);
    }

    /// The same, where separators between balanced braces don't separate: `{ a, b }, c` are two items.
    public static List<String> braced(String text, String separators) {
        return split(text, separators, true);
    }

    private static List<String> split(String text, String separators, boolean braces) {
        var words = new ArrayList<String>();
        int start = -1, level = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (level == 0 && separators.indexOf(c) >= 0) {
                if (start >= 0) words.add(text.substring(start, i));
                start = -1;
                continue;
            }
            if (start < 0) start = i;
            if (braces && c == '{') level++;
            else if (braces && c == '}' && level > 0) level--;
        }
        if (start >= 0) words.add(text.substring(start));
        return words;
    }

    /// What a word in braces holds, without the white space at its ends; other words as they are.
    ///
    /// @throws ConfigException when the closing brace is missing or something follows it
    public static String unbraced(String word) {
        if (!word.startsWith("{")) return word;
        var braced = Braced.of(word);
        if (!braced.problem.isEmpty()) throw new ConfigException(braced.problem);
        return braced.text;
    }

    /// What a word in braces holds, as far as that can be told.
    ///
    /// @param text    without the white space at its ends
    /// @param problem what is wrong with the word, in Postfix's words; empty when nothing is
    public record Braced(String text, String problem) {
        /// @param word begins with a brace
        public static Braced of(String word) {
            int level = 0;
            for (int i = 0; i < word.length(); i++) {
                if (word.charAt(i) == '{') level++;
                else if (word.charAt(i) == '}' && --level == 0)
                    return new Braced(word.substring(1, i).strip(),
                        i + 1 < word.length() ? "syntax error after '}' in \"" + word + "\"" : "");
            }
            return new Braced(word.substring(1).strip(), "missing '}' in \"" + word + "\"");
        }
    }
}
