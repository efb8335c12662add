package org.postrider.config;

import java.net.IDN;
import org.postrider.text.Latin1;

/// One text on its way through [Expansion].
final class MacroText {
    /// Deeper nesting is a loop: `a = $b`, `b = $a`.
    private static final int DEEPEST = 100;
    /// What a comparison that holds is worth where its value is used.
    private static final String TRUE = "true";

    private final Expansion.Names names;
    /// All branches are looked into and nothing comes out.
    private final boolean scan;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    MacroText(Expansion.Names names, boolean scan) {
        this.names = names;
        this.scan = scan;
    }

    String expand(String text) {
        append(text);
        return out.toString();
    }

    private void append(String text) {
        int at = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
            out.append(text, at, dollar);
            at = dollar + 1;
            char next = at < text.length() ? text.charAt(at) : ' ';
            if (next == '$') {
                out.append('$');
                at++;
                continue;
            }
            boolean bracket = next == '{' || next == '(';
            int start = bracket ? at + 1 : at;
            int end = bracket ? partner(text, at) : endOfName(text, at);
            if (end == start) throw new ConfigException("empty macro name: \"" + text + "\"");
            enter(text.substring(start, end));
            at = bracket ? end + 1 : end;
        }
        out.append(text, at, text.length());
    }

    /// The place of the bracket that closes the one at `at`.
    private static int partner(String text, int at) {
        char open = text.charAt(at), close = open == '{' ? '}' : ')';
        int level = 0;
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) == open) level++;
            else if (text.charAt(i) == close && --level == 0) return i;
        }
        throw new ConfigException("truncated macro reference: \"" + text + "\"");
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && isName(text.charAt(end))) end++;
        return end;
    }

    private void enter(String body) {
        if (depth++ > DEEPEST) throw new ConfigException("unreasonable macro call nesting: \"" + body + "\"");
        expression(new MacroBody(body));
        depth--;
    }

    private void expression(MacroBody body) {
        if (body.atCurly()) {
            boolean holds = comparison(body);
            if (!body.isEmpty() && body.peek() != '?' && body.peek() != ':')
                throw new ConfigException("\"?\" or \":\" expected at: \"...}>>>" + body.rest() + "\"");
            choose(body, holds ? TRUE : "", true);
            return;
        }
        String name = body.name();
        if (body.atCurly()) {
            function(name, body);
            return;
        }
        boolean given = names.isFinal(name);
        if (body.isEmpty()) names.used(name);
        choose(body, names.value(name), given);
    }

    /// What follows a name or a comparison: nothing, `?yes`, `?{yes}:{no}` or `:no`.
    private void choose(MacroBody body, String value, boolean isFinal) {
        if (body.isEmpty()) {
            use(value, isFinal);
            return;
        }
        boolean set = !value.isEmpty();
        if (body.take() == '?') {
            String yes = body.operand();
            if (set || scan) append(yes);
            if (body.isEmpty()) return;
            if (body.take() != ':') {
                body.back();
                throw new ConfigException("\":\" expected at: \"..." + yes + "}>>>" + body.rest() + "\"");
            }
        }
        String no = body.operand();
        if (!set || scan) append(no);
        if (!body.isEmpty()) throw body.unexpected(no);
    }

    private void use(String value, boolean isFinal) {
        if (isFinal || value.indexOf('$') < 0) out.append(value);
        else append(value);
    }

    /// `{left} operator {right}`; an operator may end in `level`.
    private boolean comparison(MacroBody body) {
        String left = body.curly();
        String operator = body.operator();
        if (!MacroBody.isOperator(operator)) {
            body.back(operator.length());
            throw new ConfigException("\"==\" or \"!=\"\" or \"<\"\" or \"<=\"\" or \">=\"\" or \">\" expected at: \"..."
                + left + "}>>>" + body.rest() + "\"");
        }
        String suffix = body.suffix();
        if (!suffix.isEmpty() && !suffix.equals("level"))
            throw new ConfigException("bad operator suffix at: \"..." + operator + ">>>" + suffix + "\"");
        if (!body.atCurly())
            throw new ConfigException("\"{expression}\" expected at: \"...{" + left + "} " + operator + suffix + ">>>"
                + body.rest() + "\"");
        String right = body.curly();
        String one = aside(left), other = aside(right);
        if (scan) return false;
        return holds(suffix.isEmpty() ? order(one, other) : Level.of(one).compareTo(Level.of(other)), operator);
    }

    private String aside(String text) {
        var inner = new MacroText(names, scan);
        inner.depth = depth;
        return inner.expand(text);
    }

    /// As numbers when both are numbers, else as text.
    private static int order(String left, String right) {
        return isNumber(left) && isNumber(right)
            ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : left.compareTo(right);
    }

    private static boolean holds(int order, String operator) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private void function(String name, MacroBody body) {
        String argument = body.curly().strip();
        if (!body.isEmpty()) throw body.unexpected(argument);
        boolean ascii = name.equals("domain_to_ascii");
        if (!ascii && !name.equals("domain_to_utf8"))
            throw new ConfigException("unknown function \"" + name + "\" at\"...>>>" + name + "{" + argument + "}\"");
        String value = aside(argument);
        if (!scan) out.append(ascii ? toAscii(value) : toUtf8(value));
    }

    private static String toAscii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) return domain;
        try {
            return IDN.toASCII(Latin1.toUnicode(domain));
        } catch (IllegalArgumentException _) {
            throw new ConfigException("bad domain argument in: 'domain_to_ascii{" + domain + "}'");
        }
    }

    private static String toUtf8(String domain) {
        return domain.contains("xn--") ? Latin1.fromUnicode(IDN.toUnicode(domain)) : domain;
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 18) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
