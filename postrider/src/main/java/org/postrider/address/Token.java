package org.postrider.address;

/// A lexical piece of an address header.
///
/// @param text without quotes and backslashes; a comment as it is written, with its parentheses
record Token(Kind kind, String text) {
    enum Kind { ATOM, QUOTED, LITERAL, COMMENT, OPERATOR }

    boolean isOperator(char c) {
        return kind == Kind.OPERATOR && text.charAt(0) == c;
    }

    boolean isWord() {
        return kind != Kind.COMMENT && kind != Kind.OPERATOR;
    }

    /// As part of an address in internal form.
    String internal() {
        return kind == Kind.LITERAL ? "[" + text + "]" : text;
    }

    /// As part of a header.
    String external() {
        return switch (kind) {
            case ATOM, COMMENT, OPERATOR -> text;
            case QUOTED -> '"' + escaped("\"\\\r\n") + '"';
            case LITERAL -> '[' + escaped("\\\r\n") + ']';
        };
    }

    private String escaped(String set) {
        var out = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            if (set.indexOf(text.charAt(i)) >= 0) out.append('\\');
            out.append(text.charAt(i));
        }
        return out.toString();
    }
}
