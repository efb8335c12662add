package org.postrider.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Turns a Perl-compatible regular expression into one of `java.util.regex`, which differs in bracket expressions, in
/// names of groups, and in what it takes for a quantifier. Recursion, conditions and verbs are refused.
final class PerlRegex {
    /// What may be said behind the closing delimiter.
    ///
    /// @param endOnly `$` doesn't match before a last line break
    /// @param lazy    quantifiers are lazy unless followed by `?`
    /// @param anchored a match must begin at the start
    record Options(boolean fold, boolean lines, boolean dotAll, boolean comments, boolean endOnly, boolean lazy,
                   boolean anchored) {
        int flags() {
            return Pattern.UNIX_LINES | (fold ? Pattern.CASE_INSENSITIVE : 0) | (lines ? Pattern.MULTILINE : 0)
                | (dotAll ? Pattern.DOTALL : 0) | (comments ? Pattern.COMMENTS : 0);
        }
    }

    private final String text;
    private final Options options;
    private final StringBuilder out = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private boolean repeatable;
    private int at;

    private PerlRegex(String text, Options options) {
        this.text = text;
        this.options = options;
    }

    static Pattern compile(String text, Options options) throws RegexFault {
        var regex = new PerlRegex(text, options);
        regex.translate();
        try {
            return Pattern.compile(regex.out.toString(), options.flags());
        } catch (PatternSyntaxException fault) {
            throw new RegexFault(fault.getDescription(), Math.min(Math.max(fault.getIndex(), 0), text.length()));
        }
    }

    private void translate() throws RegexFault {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> {
                    out.append(new PerlBrackets(this.text, at).read());
                    at = PerlBrackets.end(this.text, at);
                    repeatable = true;
                }
                case '(' -> group();
                case ')' -> close();
                case '*', '+', '?' -> quantifier(String.valueOf(c));
                case '{' -> brace();
                case '$' -> plain(options.endOnly && !options.lines ? "\\z" : "$", false);
                case '^', '|' -> plain(String.valueOf(c), false);
                case '#' -> comment();
                default -> plain(literal(c), true);
            }
        }
        if (!open.isEmpty()) throw new RegexFault("missing closing parenthesis", text.length());
    }

    private void plain(String java, boolean canRepeat) {
        out.append(java);
        repeatable = canRepeat;
    }

    /// White space must stay as it is: it may mean nothing.
    private static String literal(char c) {
        return Rules.isAlphanumeric(c) || c == '.' || KeyValue.isBlank(c) ? String.valueOf(c) : ByteSet.literal(c);
    }

    private void comment() {
        if (!options.comments) {
            plain("\\#", true);
            return;
        }
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    private void escape() throws RegexFault {
        if (at == text.length()) throw new RegexFault("\\ at end of pattern", at);
        char c = text.charAt(at++);
        switch (c) {
            case 'Q' -> {
                int end = text.indexOf("\\E", at), stop = end < 0 ? text.length() : end;
                for (; at < stop; at++) plain(ByteSet.literal(text.charAt(at)), true);
                at = end < 0 ? stop : stop + 2;
            }
            case 'E' -> { }
            case 'x' -> plain(ByteSet.literal(hexadecimal()), true);
            case 'k' -> plain("\\" + named(reference()), true);
            case 'g' -> plain(numbered(), true);
            case 'N' -> plain("[^\\n]", true);
            case 'K', 'C', 'X', 'p', 'P' -> throw new RegexFault("\\" + c + " is not supported", at);
            default -> plain(Rules.isAlphanumeric(c) ? "\\" + c : ByteSet.literal(c), true);
        }
    }

    private int hexadecimal() throws RegexFault {
        boolean braced = text.startsWith("{", at);
        int start = braced ? at + 1 : at, end = start;
        while (end < text.length() && (braced || end - start < 2) && Character.digit(text.charAt(end), 16) >= 0) end++;
        if (braced && !text.startsWith("}", end) || end - start > 2)
            throw new RegexFault("character code point value in \\x{} or \\o{} is too large", end);
        at = braced ? end + 1 : end;
        return end == start ? 0 : Integer.parseInt(text.substring(start, end), 16);
    }

    /// `{name}`, `<name>` or `'name'`
    private String reference() throws RegexFault {
        String closing = text.startsWith("{", at) ? "}" : text.startsWith("<", at) ? ">" : "'";
        int end = at < text.length() ? text.indexOf(closing, at + 1) : -1;
        if (end < 0) throw new RegexFault("syntax error in subpattern name (missing terminator?)", at);
        String name = text.substring(at + 1, end);
        at = end + 1;
        return name;
    }

    /// `\g1`, `\g{1}`, `\g{-1}`, `\g{name}`
    private String numbered() throws RegexFault {
        String word;
        if (text.startsWith("{", at)) word = reference();
        else {
            int start = at;
            if (text.startsWith("-", at)) at++;
            while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
            word = text.substring(start, at);
        }
        if (!word.matches("-?[0-9]{1,4}")) return "(?:\\" + named(word) + ")";
        int number = Integer.parseInt(word);
        return "(?:\\" + (number < 0 ? names.size() + 1 + number : number) + ")";
    }

    /// Groups are known by number only: Java allows fewer names than Perl.
    private int named(String name) throws RegexFault {
        int index = names.indexOf(name);
        if (index < 0) throw new RegexFault("reference to non-existent subpattern", at);
        return index + 1;
    }

    private void group() throws RegexFault {
        if (text.startsWith("?#", at)) {
            int end = text.indexOf(')', at);
            if (end < 0) throw new RegexFault("missing ) after (?# comment", text.length());
            at = end + 1;
            return;
        }
        if (text.startsWith("*", at)) throw new RegexFault("(*VERB) is not supported", at);
        repeatable = false;
        open.push(at);
        if (!text.startsWith("?", at)) {
            names.add("");
            out.append('(');
        } else special();
    }

    private void special() throws RegexFault {
        int from = at + 1;
        if (text.startsWith("P=", from)) {
            int end = text.indexOf(')', from);
            if (end < 0) throw new RegexFault("missing closing parenthesis", text.length());
            out.append("(?:\\").append(named(text.substring(from + 2, end)));
            at = end;
            return;
        }
        if (text.startsWith("P<", from)) from++;
        boolean name = text.startsWith("<", from) && !text.startsWith("<=", from) && !text.startsWith("<!", from)
            || text.startsWith("'", from);
        if (name) {
            at = from;
            names.add(reference());
            out.append('(');
            return;
        }
        int end = from;
        while (end < text.length() && "imsx-".indexOf(text.charAt(end)) >= 0) end++;
        boolean known = end > from ? text.startsWith(":", end) || text.startsWith(")", end)
            : List.of(":", "=", "!", ">", "<=", "<!").stream().anyMatch(mark -> text.startsWith(mark, at + 1));
        if (!known) throw new RegexFault("unrecognized character after (? or (?-", from);
        int stop = end > from ? end : from + (text.startsWith("<", from) ? 2 : 1);
        out.append("(?").append(text, from, stop);
        at = stop;
        if (end > from && text.startsWith(":", end)) {
            out.append(':');
            at++;
        }
    }

    private void close() throws RegexFault {
        if (open.isEmpty()) throw new RegexFault("unmatched closing parenthesis", at - 1);
        open.pop();
        out.append(')');
        repeatable = true;
    }

    private void brace() throws RegexFault {
        int end = at;
        while (end < text.length() && "0123456789,".indexOf(text.charAt(end)) >= 0) end++;
        String inside = text.substring(at, end);
        if (text.startsWith("}", end) && inside.matches("[0-9]{1,5}(,([0-9]{1,5})?)?")) {
            at = end + 1;
            quantifier("{" + inside + "}");
        } else plain("\\{", true);
    }

    private void quantifier(String java) throws RegexFault {
        if (!repeatable) throw new RegexFault("quantifier does not follow a repeatable item", at);
        out.append(java);
        repeatable = false;
        if (text.startsWith("+", at)) {
            out.append('+');
            at++;
            return;
        }
        boolean marked = text.startsWith("?", at);
        if (marked) at++;
        if (marked ^ options.lazy) out.append('?');
    }
}
