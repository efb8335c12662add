package org.postrider.table;

import java.util.ArrayList;
import java.util.List;
import org.postrider.text.Latin1;

/// Finds text that must be in whatever a pattern matches: most patterns need not be tried on most text. Reads patterns
/// as far as that takes; what it doesn't understand requires nothing.
final class RequiredWords {
    /// Shorter words are everywhere.
    private static final int SHORTEST = 3;
    /// Escapes of Perl's that stand for one character or place, and have nothing behind them that belongs to them.
    private static final String SIMPLE = "dDwWsSbBAzZnrtfeahHvVR";

    private final String regex;
    private final boolean perl;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private int at;
    private boolean understood = true;

    private RequiredWords(String regex, boolean perl) {
        this.regex = regex;
        this.perl = perl;
    }

    /// In lower case; all of them must be there, in any case. Empty when nothing is known.
    ///
    /// @param regex an extended POSIX pattern, or one of Perl's
    static List<String> of(String regex, boolean perl) {
        return new RequiredWords(regex, perl).read();
    }

    private List<String> read() {
        while (understood && at < regex.length()) {
            char c = regex.charAt(at++);
            switch (c) {
                case '|' -> understood = false;
                case '(' -> {
                    end();
                    skipGroup();
                }
                case '[' -> {
                    end();
                    skipBrackets();
                }
                case '\\' -> escape();
                case '.', '^', '$', ')', '+' -> end();
                case '*', '?', '{' -> dropLast(c);
                default -> run.append(c);
            }
        }
        end();
        return understood ? List.copyOf(words) : List.of();
    }

    private void end() {
        if (run.length() >= SHORTEST) words.add(Latin1.lower(run.toString()));
        run.setLength(0);
    }

    /// The character before may be missing.
    private void dropLast(char quantifier) {
        if (!run.isEmpty()) run.setLength(run.length() - 1);
        end();
        if (quantifier != '{') return;
        int close = regex.indexOf('}', at);
        at = close < 0 ? regex.length() : close + 1;
    }

    private void escape() {
        if (at == regex.length()) return;
        char c = regex.charAt(at++);
        if (!Rules.isAlphanumeric(c) && (perl || "<>`'".indexOf(c) < 0)) run.append(c);
        else {
            end();
            if (perl) understood = SIMPLE.indexOf(c) >= 0;
        }
    }

    /// Behind the parenthesis that was just read. What is in it may be one choice of several.
    private void skipGroup() {
        checkGroup();
        for (int level = 1; understood && at < regex.length();) {
            char c = regex.charAt(at++);
            if (c == '\\') at++;
            else if (c == '[') skipBrackets();
            else if (c == '(') {
                level++;
                checkGroup();
            } else if (c == ')' && --level == 0) return;
        }
        understood = false;
    }

    /// Flags change what follows, up to the meaning of blanks; verbs and comments have rules of their own.
    private void checkGroup() {
        if (!perl) return;
        boolean special = regex.startsWith("?", at) && at + 1 < regex.length();
        char kind = special ? regex.charAt(at + 1) : ' ';
        if (regex.startsWith("*", at) || kind == '#' || kind == '-' || kind == '^' || Rules.isAlphanumeric(kind))
            understood = false;
    }

    /// Behind the bracket that was just read.
    private void skipBrackets() {
        if (regex.startsWith("^", at)) at++;
        if (regex.startsWith("]", at)) at++;
        while (at < regex.length()) {
            char c = regex.charAt(at++);
            if (c == ']') return;
            if (c == '\\' && perl) at++;
            if (c == '[' && at < regex.length() && ":.=".indexOf(regex.charAt(at)) >= 0) {
                int close = regex.indexOf(regex.charAt(at) + "]", at + 1);
                at = close < 0 ? regex.length() : close + 2;
            }
        }
        understood = false;
    }
}
