package org.postrider.table;

import java.util.regex.Pattern;

/// Turns a POSIX regular expression, as the GNU C library understands it, into one of `java.util.regex`.
///
/// Two things are lost: POSIX takes the longest of several matches, Java the first alternative that fits (whether
/// there is a match is the same, only the text of `$1` may differ), and the C library never backtracks.
final class PosixRegex {
    private static final String UNMATCHED_PARENTHESIS = "Unmatched ( or \\(";
    private static final String UNMATCHED_BRACKET = "Unmatched [, [^, [:, [., or [=";
    private static final String BAD_CONTENT = "Invalid content of \\{\\}";
    private static final String BAD_PRECEDING = "Invalid preceding regular expression";
    private static final String BAD_BACK_REFERENCE = "Invalid back reference";
    /// RE_DUP_MAX of the C library
    private static final int MOST_REPEATS = 32767;
    private static final int NO_ATOM = -1;

    private final String text;
    private final boolean extended;
    private final boolean lines;
    private final StringBuilder out = new StringBuilder();
    /// Where the atom before the cursor begins in the output.
    private int atom = NO_ATOM;
    private boolean repeated;
    private int at;
    private int groups;
    /// The output places where the open groups begin.
    private final java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>();

    private PosixRegex(String text, boolean extended, boolean lines) {
        this.text = text;
        this.extended = extended;
        this.lines = lines;
    }

    /// @param extended the extended syntax instead of the basic one
    /// @param lines    `^` and `$` match at line breaks, which `.` and `[^x]` don't match
    /// @throws RegexFault with the words of the C library
    static Pattern compile(String text, boolean fold, boolean extended, boolean lines) throws RegexFault {
        var regex = new PosixRegex(text, extended, lines);
        regex.translate();
        int flags = Pattern.UNIX_LINES | (fold ? Pattern.CASE_INSENSITIVE : 0) | (lines ? Pattern.MULTILINE
            : Pattern.DOTALL);
        return Pattern.compile(regex.out.toString(), flags);
    }

    private void translate() throws RegexFault {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') escape();
            else if (c == '[') bracket();
            else if (c == '.') atom(".");
            else if (c == '*') star();
            else if (c == '^') start();
            else if (c == '$') end();
            else if (extended && "+?{|()".indexOf(c) >= 0) operator(c);
            else atom(ByteSet.literal(c));
        }
        if (!open.isEmpty()) throw new RegexFault(UNMATCHED_PARENTHESIS, at);
    }

    private void atom(String java) {
        atom = out.length();
        repeated = false;
        out.append(java);
    }

    private void escape() throws RegexFault {
        if (at == text.length()) throw new RegexFault("Trailing backslash", at);
        char c = text.charAt(at++);
        if (!extended && "+?{|()".indexOf(c) >= 0) operator(c);
        else if (c >= '1' && c <= '9') backReference(c - '0');
        else switch (c) {
            case 'w', 'W', 's', 'S', 'b', 'B' -> atom("\\" + c);
            case '<' -> atom("\\b(?=\\w)");
            case '>' -> atom("\\b(?<=\\w)");
            case '`' -> atom("\\A");
            case '\'' -> atom("\\z");
            default -> atom(ByteSet.literal(c));
        }
    }

    private void backReference(int number) throws RegexFault {
        if (number > groups) throw new RegexFault(BAD_BACK_REFERENCE, at);
        atom("(?:\\" + number + ")");
    }

    private void operator(char c) throws RegexFault {
        switch (c) {
            case '+', '?' -> quantifier(String.valueOf(c));
            case '{' -> interval();
            case '|' -> {
                out.append('|');
                atom = NO_ATOM;
            }
            case '(' -> {
                open.push(out.length());
                groups++;
                out.append('(');
                atom = NO_ATOM;
            }
            default -> close();
        }
    }

    private void close() throws RegexFault {
        if (!open.isEmpty()) {
            out.append(')');
            atom = open.pop();
            repeated = false;
        } else if (extended) atom("\\)");
        else throw new RegexFault("Unmatched ) or \\)", at);
    }

    private void star() throws RegexFault {
        if (atom == NO_ATOM && !extended) atom("\\*");
        else quantifier("*");
    }

    private void quantifier(String java) throws RegexFault {
        if (atom == NO_ATOM) throw new RegexFault(BAD_PRECEDING, at);
        if (repeated) {
            // a second one would mean something else to Java
            out.insert(atom, "(?:");
            out.append(')');
        }
        out.append(java);
        repeated = true;
    }

    private void interval() throws RegexFault {
        String close = extended ? "}" : "\\}";
        int end = text.indexOf(close, at);
        if (end < 0) throw new RegexFault("Unmatched \\{", at);
        String[] numbers = text.substring(at, end).split(",", -1);
        int least = number(numbers[0]), most = numbers.length == 1 ? least
            : numbers[1].isEmpty() ? Integer.MAX_VALUE : number(numbers[1]);
        if (numbers.length > 2 || least > most || numbers.length == 1 && numbers[0].isEmpty())
            throw new RegexFault(BAD_CONTENT, at);
        at = end + close.length();
        quantifier("{" + least + (most == Integer.MAX_VALUE ? ",}" : "," + most + "}"));
    }

    private int number(String digits) throws RegexFault {
        if (digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new RegexFault(BAD_CONTENT, at);
        int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        if (number > MOST_REPEATS) throw new RegexFault("Regular expression too big", at);
        return number;
    }

    /// In basic syntax an anchor only where an expression begins.
    private void start() {
        if (!extended && atom != NO_ATOM) atom("\\^");
        else out.append(lines ? "(?:^|(?<=\\n))" : "\\A");
    }

    /// In basic syntax an anchor only where an expression ends.
    private void end() {
        boolean last = at == text.length() || text.startsWith("\\)", at) || text.startsWith("\\|", at);
        if (!extended && !last) atom("\\$");
        else atom(lines ? "(?:$)" : "\\z");
    }

    private void bracket() throws RegexFault {
        boolean negated = text.startsWith("^", at);
        if (negated) at++;
        var set = new ByteSet();
        int first = at;
        while (at == first || !text.startsWith("]", at)) {
            if (at >= text.length()) throw new RegexFault(UNMATCHED_BRACKET, at);
            if (text.startsWith("[:", at)) set.addAll(named());
            else range(set);
        }
        at++;
        if (negated && lines) set.add('\n');
        atom(set.text(negated));
    }

    private ByteSet named() throws RegexFault {
        int end = text.indexOf(":]", at + 2);
        if (end < 0) throw new RegexFault(UNMATCHED_BRACKET, at);
        String name = text.substring(at + 2, end);
        at = end + 2;
        return ByteSet.named(name).filter(_ -> !name.equals("word") && !name.equals("ascii"))
            .orElseThrow(() -> new RegexFault("Invalid character class name", at));
    }

    private void range(ByteSet set) throws RegexFault {
        int from = element();
        boolean isRange = text.startsWith("-", at) && !text.startsWith("]", at + 1) && at + 1 < text.length();
        if (!isRange) {
            set.add(from);
            return;
        }
        at++;
        int to = element();
        if (to < from) throw new RegexFault("Invalid range end", at);
        set.addRange(from, to);
    }

    /// A character, `[.x.]` or `[=x=]`.
    private int element() throws RegexFault {
        for (String mark : new String[] { ".", "=" }) {
            if (!text.startsWith("[" + mark, at)) continue;
            int end = text.indexOf(mark + "]", at + 2);
            if (end < 0) throw new RegexFault(UNMATCHED_BRACKET, at);
            if (end != at + 3) throw new RegexFault("Invalid collation character", at);
            char c = text.charAt(at + 2);
            at = end + 2;
            return c;
        }
        if (at == text.length()) throw new RegexFault(UNMATCHED_BRACKET, at);
        return text.charAt(at++);
    }
}
