package org.postrider.config;

import java.util.function.UnaryOperator;

/// One text on its way through [Expansion].
final class MacroText {
    private final String text;
    private final UnaryOperator<String> lookup;
    private final int depth;
    private int at;

    MacroText(String text, UnaryOperator<String> lookup, int depth) {
        if (depth == 0) throw new ConfigException("unreasonable macro call nesting: \"" + text + "\"");
        this.text = text;
        this.lookup = lookup;
        this.depth = depth;
    }

    String expand() {
        if (text.indexOf('$') < 0) return text;
        var out = new StringBuilder(text.length() + 32);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '$') out.append(c);
            else if (at < text.length() && text.charAt(at) == '$') {
                out.append('$');
                at++;
            } else out.append(macro());
        }
        return out.toString();
    }

    private String macro() {
        if (at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '(')) {
            String body = bracketed();
            return body.strip().startsWith("{") ? comparison(body) : conditional(body);
        }
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) at++;
        if (at == start) throw new ConfigException("bad macro syntax: \"" + text + "\": name expected after $");
        return value(text.substring(start, at));
    }

    private String value(String name) {
        return sub(lookup.apply(name));
    }

    private String sub(String other) {
        return new MacroText(other, lookup, depth - 1).expand();
    }

    /// What stands between the bracket at the cursor and its partner.
    private String bracketed() {
        char open = text.charAt(at), close = open == '{' ? '}' : ')';
        int level = 0, start = at + 1;
        for (; at < text.length(); at++) {
            if (text.charAt(at) == open) level++;
            else if (text.charAt(at) == close && --level == 0) return text.substring(start, at++);
        }
        throw new ConfigException("truncated macro reference: \"" + text + "\": missing '" + close + "'");
    }

    private String conditional(String body) {
        int end = 0;
        while (end < body.length() && isName(body.charAt(end))) end++;
        String name = body.substring(0, end), rest = body.substring(end).stripLeading();
        if (name.isEmpty()) throw new ConfigException("bad macro name: \"${" + body + "}\" in \"" + text + "\"");
        if (rest.isEmpty()) return value(name);
        boolean set = !value(name).isEmpty();
        return switch (rest.charAt(0)) {
            case '?' -> branches(rest.substring(1), set);
            case ':' -> set ? "" : sub(unbraced(rest.substring(1)));
            default -> throw new ConfigException("bad macro syntax: \"${" + body + "}\" in \"" + text + "\"");
        };
    }

    /// `{yes}:{no}`, `{yes}` or `yes` without braces, that takes all.
    private String branches(String rest, boolean yes) {
        String trimmed = rest.stripLeading();
        if (!trimmed.startsWith("{")) return yes ? sub(rest) : "";
        var inner = new MacroText(trimmed, lookup, depth);
        String first = inner.bracketed(), after = trimmed.substring(inner.at).strip();
        if (after.isEmpty()) return yes ? sub(strip(first)) : "";
        if (!after.startsWith(":")) throw new ConfigException("bad macro syntax: \"" + text + "\": ':' expected");
        return sub(yes ? strip(first) : unbraced(after.substring(1)));
    }

    private String unbraced(String rest) {
        String trimmed = rest.strip();
        if (!trimmed.startsWith("{")) return rest;
        var inner = new MacroText(trimmed, lookup, depth);
        return strip(inner.bracketed());
    }

    /// `{left} operator {right} ? {yes} : {no}`.
    private String comparison(String body) {
        var inner = new MacroText(body.strip(), lookup, depth);
        String left = sub(strip(inner.bracketed()));
        String operator = inner.until('{').strip();
        String right = sub(strip(inner.bracketed()));
        String rest = inner.text.substring(inner.at).strip();
        boolean holds = holds(left, operator, right);
        if (rest.startsWith("?")) return branches(rest.substring(1), holds);
        if (rest.startsWith(":")) return holds ? "" : sub(unbraced(rest.substring(1)));
        throw new ConfigException("bad macro syntax: \"" + text + "\": '?' expected after the comparison");
    }

    private String until(char stop) {
        int start = at;
        at = text.indexOf(stop, at);
        if (at < 0) throw new ConfigException("bad macro syntax: \"" + text + "\": '" + stop + "' expected");
        return text.substring(start, at);
    }

    /// Compares as numbers when both are numbers, else as text.
    private boolean holds(String left, String operator, String right) {
        int order = isNumber(left) && isNumber(right)
            ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : left.compareTo(right);
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new ConfigException("bad macro syntax: \"" + text + "\": unknown operator " + operator);
        };
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String strip(String text) {
        return text.strip();
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
