package org.postrider.smtpd;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.address.AddressList;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Route;
import org.postrider.smtp.Command.Word;
import org.postrider.status.Reply;
import org.postrider.table.Fold;
import org.postrider.text.Hostname;
import org.postrider.text.Latin1;

/// Reads the addresses of MAIL, RCPT and VRFY.
///
/// @param bad the reply to an address that is none
record Paths(State state, Reply bad) {
    sealed interface Parsed {
        record Good(Address address) implements Parsed {}

        record Bad(Reply reply) implements Parsed {}
    }

    /// @param other  the other side of the mail: routing may depend on it
    /// @param strict angle brackets are required, comments and names are not let pass
    Parsed parse(Word word, Address other, boolean strict) {
        if (!word.closed()) return new Parsed.Bad(bad);
        var list = AddressList.parse(inner(word.text()));
        var found = list.addresses();
        boolean loose = !list.isBare() || !word.text().startsWith("<");
        if (found.size() > 1 || strict && loose) return illegal(word);
        var address = found.isEmpty() ? Address.NULL : found.getFirst();
        if (strict && address.text().startsWith("@")) return illegal(word);
        return address.isNull() || isPlain(address) ? new Parsed.Good(address) : routed(word, other, address);
    }

    private Parsed illegal(Word word) {
        state.log.warning("Illegal address syntax from " + state.peer() + " in " + state.where + " command: "
            + word.text());
        return new Parsed.Bad(bad);
    }

    /// Without angle brackets and source route.
    private static String inner(String text) {
        String inner = text.length() > 1 && text.startsWith("<") && text.endsWith(">")
            ? text.substring(1, text.length() - 1) : text;
        int colon = inner.startsWith("@") ? inner.indexOf(':') : -1;
        return inner.substring(colon + 1);
    }

    /// Nothing about it that a router could find wrong: spares us asking it for most addresses.
    private static boolean isPlain(Address address) {
        String text = address.text();
        int at = text.indexOf('@');
        if (at < 1 || at != text.lastIndexOf('@') || text.charAt(0) == '-') return false;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || ".-_+=/#".indexOf(c) >= 0;
            if (!plain) return false;
        }
        return Hostname.isValid(text.substring(at + 1));
    }

    private Parsed routed(Word word, Address other, Address address) {
        if (!Latin1.isAscii(address.text()) && state.rules.switches().utf8() && !Fold.isUtf8(address.text()))
            return illegal(word);
        var addresses = state.parts.addresses();
        var standard = addresses.rewriter().rewrite(Rewriter.Context.LOCAL, address);
        return switch (addresses.router().route(other, standard)) {
            case Route.To _ -> new Parsed.Good(address);
            case Route.Unroutable _ -> illegal(word);
            case Route.Unavailable _ -> new Parsed.Bad(new Reply(451, "4.3.0", word.text()
                + ": Temporary lookup failure"));
        };
    }
}
