package org.postrider.table;

import java.util.List;
import java.util.function.Consumer;

/// `!/pattern/options` at the beginning of a rule.
///
/// @param text    between the delimiters
/// @param options behind them
/// @param match   false when it must not match
/// @param end     where the rest of the rule begins
record RegexPattern(String text, String options, boolean match, int end) {
    /// @param where the beginning of a warning: `pcre map /etc/x, line 3: `
    /// @throws TableException with the warning that it deserves
    static RegexPattern read(RegexDialect dialect, String text, String where, Consumer<String> warn) {
        int at = 0;
        boolean match = true;
        for (; at < text.length() && (text.charAt(at) == '!' || KeyValue.isBlank(text.charAt(at))); at++)
            if (text.charAt(at) == '!') match = !match;
        if (at == text.length()) throw new TableException(where + "no regexp: skipping this rule");
        int close = close(dialect, text, at);
        if (close < 0)
            throw new TableException(where + "no closing regexp delimiter \"" + text.charAt(at) + "\": "
                + dialect.skipping());
        int end = close + 1;
        for (; end < text.length() && isOption(dialect, text.charAt(end)); end++)
            if (dialect.isObsolete(text.charAt(end)))
                warn.accept(where + "ignoring obsolete regexp option \"" + text.charAt(end) + "\"");
            else if (!dialect.has(text.charAt(end)))
                throw new TableException(where + "unknown regexp option \"" + text.charAt(end)
                    + "\": skipping this rule");
        return new RegexPattern(text.substring(at + 1, close), text.substring(close + 1, end), match, end);
    }

    /// @param where the beginning of a warning
    /// @throws TableException with the warning that it deserves
    Regex compile(RegexDialect dialect, String where) {
        try {
            return dialect.compile(text, options);
        } catch (RegexFault fault) {
            throw new TableException(where + dialect.words(fault));
        }
    }

    /// Words that are in all text that it matches; in lower case.
    List<String> required(RegexDialect dialect) {
        // Blanks and comments, or a syntax that differs in too much.
        return options.indexOf('x') >= 0 ? List.of() : RequiredWords.of(text, dialect == RegexDialect.PERL);
    }

    private static boolean isOption(RegexDialect dialect, char c) {
        return !KeyValue.isBlank(c) && !(dialect == RegexDialect.POSIX && c == '!');
    }

    /// The delimiter that is like the one at `open` and has no backslash; -1 when there is none.
    private static int close(RegexDialect dialect, String text, int open) {
        char delimiter = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            boolean backslash = text.charAt(i) == '\\';
            // Postfix takes a last backslash in a regexp table for the delimiter
            if (backslash && i + 1 == text.length() && dialect == RegexDialect.POSIX) return i;
            if (backslash) i++;
            else if (text.charAt(i) == delimiter) return i;
        }
        return -1;
    }
}
