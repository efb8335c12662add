package org.postrider.resolve;

/// A piece of an address.
///
/// @param text without quotes, brackets and backslashes; a comment as it was written
record Token(Kind kind, String text) {
    enum Kind { OPERATOR, ATOM, QUOTED, LITERAL, COMMENT }

    static final Token AT = operator('@');
    static final Token DOT = operator('.');

    static Token operator(char c) {
        return new Token(Kind.OPERATOR, String.valueOf(c));
    }

    boolean is(char operator) {
        return kind == Kind.OPERATOR && text.charAt(0) == operator;
    }

    boolean isOperator() {
        return kind == Kind.OPERATOR;
    }

    void appendTo(StringBuilder out) {
        if (kind == Kind.LITERAL) out.append('[').append(text).append(']');
        else out.append(text);
    }
}
