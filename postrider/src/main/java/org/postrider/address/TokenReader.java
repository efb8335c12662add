package org.postrider.address;

import java.util.ArrayList;
import java.util.List;
import org.postrider.address.Token.Kind;

/// Divides the text of an address header into tokens. Takes any text: what is not closed ends with the text.
final class TokenReader {
    /// RFC 822's specials, and the operators of other mail systems.
    private static final String OPERATORS = "|%!()<>@,;:\\\".[]";

    private final String text;
    private int at;

    private TokenReader(String text) {
        this.text = text;
    }

    /// @param limit how many tokens at most; the rest is left out
    static List<Token> read(String text, int limit) {
        var reader = new TokenReader(text);
        var tokens = new ArrayList<Token>();
        while (tokens.size() < limit && reader.skipBlanks()) tokens.add(reader.next());
        return tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) at++;
        return at < text.length();
    }

    private Token next() {
        char c = text.charAt(at);
        return switch (c) {
            case '(' -> comment();
            case '[' -> enclosed(Kind.LITERAL, ']');
            case '"' -> enclosed(Kind.QUOTED, '"');
            case '\\' -> atom();
            default -> {
                if (OPERATORS.indexOf(c) < 0) yield atom();
                at++;
                yield new Token(Kind.OPERATOR, String.valueOf(c));
            }
        };
    }

    private Token enclosed(Kind kind, char end) {
        at++;
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != end) take(out);
        at++;
        return new Token(kind, out.toString());
    }

    private Token atom() {
        var out = new StringBuilder();
        while (at < text.length() && (text.charAt(at) == '\\' || !isEnd(text.charAt(at)))) take(out);
        return new Token(needsQuotes(out) ? Kind.QUOTED : Kind.ATOM, out.toString());
    }

    /// One character, behind a backslash if there is one.
    private void take(StringBuilder out) {
        if (text.charAt(at) == '\\' && ++at == text.length()) return;
        char c = text.charAt(at++);
        out.append(isBlank(c) ? ' ' : c);
    }

    private Token comment() {
        int start = at, level = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '(') level++;
            else if (c == ')' && --level == 0) break;
            else if (c == '\\' && at < text.length()) at++;
        }
        return new Token(Kind.COMMENT, text.substring(start, at));
    }

    private static boolean needsQuotes(CharSequence atom) {
        for (int i = 0; i < atom.length(); i++) {
            char c = atom.charAt(i);
            if (c <= ' ' || c == 0x7f || OPERATORS.indexOf(c) >= 0) return true;
        }
        return false;
    }

    private static boolean isEnd(char c) {
        return isBlank(c) || OPERATORS.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
