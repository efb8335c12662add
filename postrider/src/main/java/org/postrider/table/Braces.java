package org.postrider.table;

import java.util.Optional;

/// Text between braces, as in `inline:{...}`.
final class Braces {
    private Braces() {}

    /// The length of the text in braces that `text` starts with, braces included; 0 when it doesn't, or when the
    /// closing brace is missing.
    private static int length(String text) {
        int level = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') level++;
            else if (c == '}') level--;
            if (level == 0) return c == '}' ? i + 1 : 0;
        }
        return 0;
    }

    /// Whether braces stand around all of it.
    static boolean around(String text) {
        return !text.isEmpty() && length(text) == text.length();
    }

    /// What is wrong with `{text}`, in Postfix's words; empty when braces stand around all of it.
    static Optional<String> fault(String text) {
        if (!text.startsWith("{")) return Optional.of("no '{' at start of text in \"" + text + "\"");
        int length = length(text);
        if (length == 0) return Optional.of("missing '}' in \"" + text + "\"");
        return length == text.length() ? Optional.empty()
            : Optional.of("syntax error after '}' in \"" + text + "\"");
    }

    /// What stands between braces that are [#around] all of it.
    static String inside(String text) {
        return text.substring(1, text.length() - 1);
    }
}
