package org.postrider.table;

/// A bracket expression of a Perl-compatible regular expression.
final class PerlBrackets {
    private static final String UNENDED = "missing terminating ] for character class";
    private static final int NO_RANGE = -1;

    private final String text;
    private final ByteSet set = new ByteSet();
    private int at;

    /// @param from behind the opening bracket
    PerlBrackets(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /// The place behind the closing bracket.
    static int end(String text, int from) throws RegexFault {
        var brackets = new PerlBrackets(text, from);
        brackets.read();
        return brackets.at;
    }

    /// The class as Java writes it.
    String read() throws RegexFault {
        boolean negated = text.startsWith("^", at);
        if (negated) at++;
        int first = at;
        while (at == first || !text.startsWith("]", at)) {
            if (at >= text.length()) throw new RegexFault(UNENDED, text.length());
            if (!named()) range();
        }
        at++;
        return set.text(negated);
    }

    /// `[:alpha:]` or `[:^alpha:]`
    private boolean named() throws RegexFault {
        if (!text.startsWith("[:", at)) return false;
        int end = text.indexOf(":]", at + 2), bracket = text.indexOf(']', at + 2);
        if (end < 0 || bracket < end) return false;
        boolean negated = text.startsWith("^", at + 2);
        String name = text.substring(at + (negated ? 3 : 2), end);
        var bytes = ByteSet.named(name)
            .orElseThrow(() -> new RegexFault("unknown POSIX class name", at));
        set.addAll(negated ? bytes.complement() : bytes);
        at = end + 2;
        return true;
    }

    private void range() throws RegexFault {
        int from = element();
        if (from == NO_RANGE) return;
        boolean isRange = text.startsWith("-", at) && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (!isRange) {
            set.add(from);
            return;
        }
        int dash = at++;
        int to = text.startsWith("[:", at) ? NO_RANGE : element();
        if (to == NO_RANGE) {
            set.add(from);
            set.add('-');
            return;
        }
        if (to < from) throw new RegexFault("range out of order in character class", dash + 1);
        set.addRange(from, to);
    }

    /// A byte; [#NO_RANGE] when what stood there was a set, which has been added.
    private int element() throws RegexFault {
        if (at >= text.length()) throw new RegexFault(UNENDED, text.length());
        char c = text.charAt(at++);
        if (c != '\\') return c;
        if (at == text.length()) throw new RegexFault("\\ at end of pattern", at);
        return escaped(text.charAt(at++));
    }

    private int escaped(char c) throws RegexFault {
        return switch (c) {
            case 'd', 'D' -> addAll("digit", c == 'D');
            case 'w', 'W' -> addAll("word", c == 'W');
            case 's', 'S' -> addAll("space", c == 'S');
            case 'h', 'H' -> addAll("blank", c == 'H');
            case 'Q', 'E' -> NO_RANGE;
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'a' -> 7;
            case 'e' -> 27;
            case 'x' -> hexadecimal();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
            default -> {
                if (Rules.isAlphanumeric(c))
                    throw new RegexFault("unrecognized character follows \\", at - 1);
                yield c;
            }
        };
    }

    private int addAll(String name, boolean negated) {
        var bytes = ByteSet.named(name).orElseThrow();
        set.addAll(negated ? bytes.complement() : bytes);
        return NO_RANGE;
    }

    private int hexadecimal() throws RegexFault {
        boolean braced = text.startsWith("{", at);
        if (braced) at++;
        int value = 0, digits = 0;
        for (; at < text.length() && digits < 2 && Character.digit(text.charAt(at), 16) >= 0; digits++)
            value = value * 16 + Character.digit(text.charAt(at++), 16);
        if (braced && !text.startsWith("}", at))
            throw new RegexFault("character code point value in \\x{} or \\o{} is too large", at);
        if (braced) at++;
        return value;
    }

    private int octal(char first) {
        int value = first - '0';
        for (int i = 0; i < 2 && at < text.length() && Character.digit(text.charAt(at), 8) >= 0; i++)
            value = value * 8 + Character.digit(text.charAt(at++), 8);
        return value & 0xff;
    }
}
