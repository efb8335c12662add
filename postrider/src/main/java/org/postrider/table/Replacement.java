package org.postrider.table;

import java.util.ArrayList;
import java.util.List;

/// A rule's answer with `$1`, `${1}` or `$(1)` for matched text and `$$` for a dollar.
///
/// @param parts literal text and numbers of groups
record Replacement(List<Part> parts) {
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Group(int number) implements Part {}
    }

    /// @param where the beginning of a warning: `pcre map /etc/x, line 3: `
    /// @throws TableException with the warning that it deserves
    static Replacement parse(String text, String where) {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '$') {
                literal.append(c);
            } else if (text.startsWith("$", at)) {
                literal.append('$');
                at++;
            } else {
                if (!literal.isEmpty()) parts.add(new Part.Literal(literal.toString()));
                literal.setLength(0);
                int end = nameEnd(text, at);
                boolean bracketed = end > at && !Rules.isAlphanumeric(text.charAt(at)) && text.charAt(at) != '_';
                String name = bracketed ? text.substring(at + 1, end - 1) : text.substring(at, end);
                if (name.isEmpty()) throw new TableException("empty macro name: \"" + text + "\"");
                parts.add(group(name, where));
                at = end;
            }
        }
        if (!literal.isEmpty()) parts.add(new Part.Literal(literal.toString()));
        return new Replacement(List.copyOf(parts));
    }

    private static int nameEnd(String text, int from) {
        if (text.startsWith("{", from) || text.startsWith("(", from)) {
            char open = text.charAt(from), close = open == '{' ? '}' : ')';
            int level = 0;
            for (int i = from; i < text.length(); i++) {
                if (text.charAt(i) == open) level++;
                if (text.charAt(i) == close && --level == 0) return i + 1;
            }
            throw new TableException("truncated macro reference: \"" + text + "\"");
        }
        int end = from;
        while (end < text.length() && (Rules.isAlphanumeric(text.charAt(end)) || text.charAt(end) == '_')) end++;
        return end;
    }

    private static Part group(String name, String where) {
        if (!name.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new TableException(where + "non-numeric replacement index \"" + name + "\"");
        int number = name.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(name);
        if (number < 1) throw new TableException(where + (where.startsWith("regexp") ? "out-of-range" : "out of range")
                + " replacement index \"" + name + "\"");
        return new Part.Group(number);
    }

    /// The highest number of a group; 0 when there is none.
    int groups() {
        return parts.stream().mapToInt(part -> part instanceof Part.Group(int number) ? number : 0).max().orElse(0);
    }

    /// @param groups the text of group 1 and following
    String with(List<String> groups) {
        var out = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal(String text) -> out.append(text);
                case Part.Group(int number) -> out.append(groups.get(number - 1));
            }
        }
        return out.toString();
    }
}
