package org.postrider.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists of words as main.cf has them: divided by commas and white space, except between braces.
public final class BracedList {
    private BracedList() {}

    /// The words of a list; what stands between braces stays one word, braces included.
    public static List<String> split(String list) {
        var words = new ArrayList<String>();
        int at = 0;
        while (true) {
            while (at < list.length() && isSeparator(list.charAt(at))) at++;
            if (at == list.length()) return words;
            int end = wordEnd(list, at);
            words.add(list.substring(at, end));
            at = end;
        }
    }

    private static int wordEnd(String list, int start) {
        int level = 0;
        for (int i = start; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '{') level++;
            else if (c == '}' && level > 0) level--;
            else if (level == 0 && isSeparator(c)) return i;
        }
        return list.length();
    }

    /// The length of the text in braces that `text` starts with, braces included; 0 when it doesn't, or when the
    /// closing brace is missing.
    public static int braced(String text) {
        int level = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') level++;
            else if (c == '}') level--;
            if (level == 0) return c == '}' ? i + 1 : 0;
        }
        return 0;
    }

    /// What is wrong with `{text}` as a whole, in Postfix's words; empty when braces stand around all of it.
    public static Optional<String> fault(String text) {
        if (!text.startsWith("{")) return Optional.of("no '{' at start of text in \"" + text + "\"");
        int length = braced(text);
        if (length == 0) return Optional.of("missing '}' in \"" + text + "\"");
        return length == text.length() ? Optional.empty()
            : Optional.of("syntax error after '}' in \"" + text + "\"");
    }

    /// What stands between the braces of a text without [#fault], as it is.
    public static String inside(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
