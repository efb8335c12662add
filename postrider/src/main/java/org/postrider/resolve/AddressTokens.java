package org.postrider.resolve;

import java.util.ArrayList;
import java.util.List;
import org.postrider.resolve.Token.Kind;

/// An address taken apart: what rewriting and resolving work on. Any text gives some list of tokens; what makes no
/// sense is kept, so that diagnostics show what came in. Not for more than one thread.
final class AddressTokens {
    /// RFC 822 specials without backslash, and what routes mail in addresses of other nets.
    private static final String OPERATORS = "|%!()<>@,;:\".[]";

    private final List<Token> tokens;

    private AddressTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// @param external an address with quotes where its local part needs them
    static AddressTokens scan(String external) {
        return new AddressTokens(new Scanner(external).all());
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    int size() {
        return tokens.size();
    }

    Token get(int index) {
        return tokens.get(index);
    }

    Token last() {
        return tokens.getLast();
    }

    /// True when all there is is one quoted string.
    boolean isOneQuoted() {
        return tokens.size() == 1 && tokens.getFirst().kind() == Kind.QUOTED;
    }

    boolean startsWith(char operator) {
        return !tokens.isEmpty() && tokens.getFirst().is(operator);
    }

    boolean endsWith(char operator) {
        return !tokens.isEmpty() && tokens.getLast().is(operator);
    }

    int find(char operator) {
        for (int i = 0; i < tokens.size(); i++) if (tokens.get(i).is(operator)) return i;
        return -1;
    }

    int findLast(char operator) {
        for (int i = tokens.size() - 1; i >= 0; i--) if (tokens.get(i).is(operator)) return i;
        return -1;
    }

    /// A copy of what stands at and after this place.
    AddressTokens from(int index) {
        return new AddressTokens(new ArrayList<>(tokens.subList(index, tokens.size())));
    }

    void keepBefore(int index) {
        tokens.subList(index, tokens.size()).clear();
    }

    void keepAfter(int index) {
        tokens.subList(0, index + 1).clear();
    }

    void set(int index, Token token) {
        tokens.set(index, token);
    }

    void append(Token token) {
        tokens.add(token);
    }

    void append(AddressTokens others) {
        tokens.addAll(others.tokens);
    }

    void prepend(AddressTokens others) {
        tokens.addAll(0, others.tokens);
    }

    /// Drops a dot at the end of a domain, but leaves `..` and `@.` alone: those are wrong and should look so.
    void dropTrailingDot() {
        int last = tokens.size() - 1;
        if (last > 0 && tokens.get(last).is('.') && !tokens.get(last - 1).is('.') && !tokens.get(last - 1).is('@'))
            tokens.removeLast();
    }

    /// The address in internal form. Words that touch get a blank between them, commas one behind them.
    String internal() {
        var out = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (i > 0 && (tokens.get(i - 1).is(',') || !token.isOperator() && !tokens.get(i - 1).isOperator()))
                out.append(' ');
            token.appendTo(out);
        }
        return out.toString();
    }

    /// Cuts text into tokens.
    private static final class Scanner {
        private final String text;
        private final List<Token> found = new ArrayList<>();
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        List<Token> all() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (isSpace(c)) at++;
                else found.add(next(c));
            }
            return found;
        }

        private Token next(char c) {
            return switch (c) {
                case '(' -> new Token(Kind.COMMENT, comment());
                case '[' -> new Token(Kind.LITERAL, upTo(']'));
                case '"' -> new Token(Kind.QUOTED, upTo('"'));
                default -> OPERATORS.indexOf(c) >= 0 ? Token.operator(text.charAt(at++)) : word();
            };
        }

        /// Until the partner of the parenthesis at the cursor, both and all backslashes included.
        private String comment() {
            int start = at, level = 0;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '(') level++;
                else if (c == ')' && --level == 0) break;
                else if (c == '\\' && at < text.length()) at++;
            }
            return text.substring(start, at);
        }

        private String upTo(char end) {
            var out = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != end; at++) unescaped(out);
            if (at < text.length()) at++;
            return out.toString();
        }

        private Token word() {
            var out = new StringBuilder();
            for (; at < text.length() && !isSpace(text.charAt(at)) && OPERATORS.indexOf(text.charAt(at)) < 0; at++)
                unescaped(out);
            return new Token(needsQuotes(out) ? Kind.QUOTED : Kind.ATOM, out.toString());
        }

        /// The character at the cursor, or the one behind it when it is a backslash. White space counts as blank.
        private void unescaped(StringBuilder out) {
            if (text.charAt(at) == '\\' && ++at == text.length()) return;
            out.append(isSpace(text.charAt(at)) ? ' ' : text.charAt(at));
        }

        private static boolean needsQuotes(CharSequence word) {
            return word.chars().anyMatch(c -> c <= ' ' || c == 0x7f || OPERATORS.indexOf(c) >= 0);
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\t' || c == '\r' || c == '\n';
        }
    }
}
