package org.postrider.config;

/// A cursor over what stands between the brackets of `${...}`.
final class MacroBody {
    /// How much of the rest a complaint shows.
    static final int SHOWN = 20;
    private static final String OPERATOR_CHARS = "<>!=?+-*/~&|%";

    private final String text;
    private int at;

    MacroBody(String text) {
        this.text = text;
    }

    boolean isEmpty() {
        return at >= text.length();
    }

    char peek() {
        return text.charAt(at);
    }

    char take() {
        return text.charAt(at++);
    }

    void back() {
        at--;
    }

    void back(int chars) {
        at -= chars;
    }

    /// The next few chars, for complaints.
    String rest() {
        return text.substring(at, Math.min(text.length(), at + SHOWN));
    }

    ConfigException unexpected(String after) {
        return new ConfigException("unexpected input at: \"..." + after + "}>>>" + rest() + "\"");
    }

    /// Whether white space and an opening brace come next; skips the white space if so.
    boolean atCurly() {
        int next = afterSpace(at);
        if (next >= text.length() || text.charAt(next) != '{') return false;
        at = next;
        return true;
    }

    /// What is in the braces at the cursor; skips them and the white space behind.
    String curly() {
        int start = at + 1, level = 0;
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) == '{') level++;
            else if (text.charAt(i) == '}' && --level == 0) {
                at = afterSpace(i + 1);
                return text.substring(start, i);
            }
        }
        throw new ConfigException("unbalanced {} in attribute expression: \"" + text.substring(at) + "\"");
    }

    /// Text in braces, or all that is left.
    String operand() {
        if (atCurly()) return curly();
        String all = text.substring(at);
        at = text.length();
        return all;
    }

    /// A name and the white space around it. The cursor is left at the end, a `?`, a `:` or an opening brace.
    String name() {
        at = afterSpace(at);
        int start = at;
        while (at < text.length()) {
            int next = afterSpace(at);
            char c = next < text.length() ? text.charAt(next) : '?';
            if (c == '?' || c == ':' || c == '{') {
                String name = text.substring(start, at);
                at = next;
                return name;
            }
            if (!MacroText.isName(text.charAt(at)))
                throw new ConfigException("attribute name syntax error at: \"..." + text.substring(0, at) + ">>>"
                    + rest() + "\"");
            at++;
        }
        return text.substring(start);
    }

    /// As many chars as could be of an operator.
    String operator() {
        int start = at;
        while (at < text.length() && OPERATOR_CHARS.indexOf(text.charAt(at)) >= 0) at++;
        return text.substring(start, at);
    }

    static boolean isOperator(String text) {
        return switch (text) {
            case "==", "!=", "<", "<=", ">", ">=" -> true;
            default -> false;
        };
    }

    /// Letters right behind an operator.
    String suffix() {
        int start = at;
        while (at < text.length() && MacroText.isName(text.charAt(at)) && text.charAt(at) != '_') at++;
        return text.substring(start, at);
    }

    private int afterSpace(int from) {
        int next = from;
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) next++;
        return next;
    }
}
