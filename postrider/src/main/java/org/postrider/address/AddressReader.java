package org.postrider.address;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.postrider.address.AddressList.Part;

/// Finds the addresses among the tokens of a header, from right to left: only then is it known at a word whether it is
/// part of a phrase before `<`, of a group's name, or of an address. Nothing is thrown away; two words that nothing
/// connects become two addresses, with a comma between them.
final class AddressReader {
    private final List<Token> tokens;
    /// What is settled, all that stands right of [#pending].
    private final Deque<Part> done = new ArrayDeque<>();
    /// What will be the next address.
    private final Deque<Token> pending = new ArrayDeque<>();
    private int at;
    private boolean wordFits = true;
    private boolean inGroup;

    private AddressReader(List<Token> tokens) {
        this.tokens = tokens;
        at = tokens.size() - 1;
    }

    static List<Part> read(List<Token> tokens) {
        var reader = new AddressReader(tokens);
        while (reader.at >= 0) reader.step(tokens.get(reader.at--));
        reader.settle(false);
        return List.copyOf(reader.done);
    }

    private void step(Token token) {
        switch (token.kind()) {
            case COMMENT -> done.addFirst(new Part.Plain(token));
            case ATOM, QUOTED, LITERAL -> word(token);
            case OPERATOR -> operator(token, token.text().charAt(0));
        }
    }

    private void word(Token token) {
        if (!wordFits) settle(true);
        pending.addFirst(token);
        wordFits = false;
    }

    private void operator(Token token, char c) {
        wordFits = true;
        if (c == ',' || c == ';') {
            settle(c == ';');
            done.addFirst(new Part.Plain(token));
            inGroup |= c == ';';
        } else if (c == '>') angle(token);
        else if (c == ':' && inGroup) {
            settle(false);
            done.addFirst(new Part.Group());
            while (at >= 0 && !tokens.get(at).isOperator(',')) plain();
        } else pending.addFirst(token);
    }

    /// `phrase <address>`, from its right end.
    private void angle(Token end) {
        settle(true);
        done.addFirst(new Part.Plain(end));
        while (at >= 0 && !tokens.get(at).isOperator('<')) {
            if (tokens.get(at).kind() == Token.Kind.COMMENT) plain();
            else pending.addFirst(tokens.get(at--));
        }
        settle(false);
        while (at >= 0 && !endsPhrase(tokens.get(at))) plain();
        if (at >= 0 && tokens.get(at).isOperator(':') && !inGroup) plain();
    }

    private static boolean endsPhrase(Token token) {
        return token.kind() == Token.Kind.OPERATOR && ">;,:".contains(token.text());
    }

    private void plain() {
        done.addFirst(new Part.Plain(tokens.get(at--)));
    }

    /// Makes an address of what is pending.
    private void settle(boolean comma) {
        if (pending.isEmpty()) return;
        var text = new StringBuilder();
        for (var token : pending) {
            // A comma can be in it between angle brackets only, where it makes no sense, but is to be seen.
            if (text.length() > 0 && text.charAt(text.length() - 1) == ',') text.append(' ');
            text.append(token.internal());
        }
        pending.clear();
        done.addFirst(new Part.Spec(new Address(text.toString())));
        if (comma) done.addFirst(Part.COMMA);
    }
}
