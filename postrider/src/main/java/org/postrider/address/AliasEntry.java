package org.postrider.address;

import java.util.List;

/// A line of an alias file, `name: value, value`, divided as Sendmail's rules for addresses have it: quotes, comments
/// and backslashes count (aliases(5)).
public sealed interface AliasEntry {
    /// @param name  in internal form, as a lookup has it
    /// @param value in external form, to be read again by who looks it up
    record Entry(String name, String value) implements AliasEntry {}

    /// There is nothing on the line.
    record Nothing() implements AliasEntry {}

    record Malformed(String why) implements AliasEntry {}

    /// @param line a logical line, one char per byte
    static AliasEntry parse(String line) {
        var tokens = TokenReader.read(line, Integer.MAX_VALUE);
        if (tokens.isEmpty()) return new Nothing();
        int colon = find(tokens, ':', tokens.size());
        if (colon <= 0 || colon == tokens.size() - 1 || find(tokens, ',', colon) >= 0)
            return new Malformed("need name:value pair");
        if (find(tokens, '@', colon) >= 0 || find(tokens, '%', colon) >= 0)
            return new Malformed("name must be local and have no domain");
        return new Entry(text(tokens.subList(0, colon), false), text(tokens.subList(colon + 1, tokens.size()), true));
    }

    private static int find(List<Token> tokens, char operator, int end) {
        for (int i = 0; i < end; i++)
            if (tokens.get(i).isOperator(operator)) return i;
        return -1;
    }

    private static String text(List<Token> tokens, boolean external) {
        var out = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            out.append(external ? token.external() : token.internal());
            if (token.isOperator(',')) out.append(' ');
            else if (i + 1 < tokens.size() && needsSpace(token, tokens.get(i + 1))) out.append(' ');
        }
        return out.toString();
    }

    private static boolean needsSpace(Token token, Token next) {
        return next.isOperator('<') || token.kind() != Token.Kind.OPERATOR && next.kind() != Token.Kind.OPERATOR;
    }
}
