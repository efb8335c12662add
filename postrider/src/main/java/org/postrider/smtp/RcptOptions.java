package org.postrider.smtp;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.smtp.Command.Word;
import org.postrider.status.Notify;
import org.postrider.status.Reply;
import org.postrider.text.Latin1;
import org.postrider.text.Xtext;

/// The parameters of RCPT TO: NOTIFY and ORCPT (RFC 3461).
///
/// @param notices empty: nothing said
/// @param orcpt   `type;address`, decoded; empty when absent
public record RcptOptions(Set<Notify> notices, String orcpt) {
    public static final RcptOptions NONE = new RcptOptions(Set.of(), "");

    public sealed interface Parsed {
        record Good(RcptOptions options) implements Parsed {}

        record Bad(Reply reply) implements Parsed {}
    }

    /// @param offered what the server lets this client use
    public static Parsed parse(List<Word> words, Set<Keyword> offered) {
        var options = NONE;
        for (var word : words) {
            String text = word.text();
            boolean notify = text.regionMatches(true, 0, "NOTIFY=", 0, 7);
            if (!notify && !text.regionMatches(true, 0, "ORCPT=", 0, 6))
                return bad(555, "5.5.4", "Unsupported option: " + text);
            if (!offered.contains(Keyword.DSN)) return bad(501, "5.7.1", "DSN support is disabled");
            var more = notify ? options.notified(text.substring(7)) : options.original(text.substring(6));
            if (more.isEmpty())
                return bad(501, "5.5.4", "Error: Bad " + (notify ? "NOTIFY" : "ORCPT") + " parameter syntax");
            options = more.get();
        }
        return new Parsed.Good(options);
    }

    /// NEVER, or any of the others (RFC 3461 section 4.1).
    private Optional<RcptOptions> notified(String value) {
        var found = EnumSet.noneOf(Notify.class);
        for (var name : value.split(",")) {
            if (name.isEmpty()) continue;
            var word = List.of(Notify.values()).stream().filter(known -> Latin1.same(known.name(), name)).findFirst();
            if (word.isEmpty()) return Optional.empty();
            found.add(word.get());
        }
        boolean bad = !notices.isEmpty() || found.isEmpty() || found.contains(Notify.NEVER) && found.size() > 1;
        return bad ? Optional.empty() : Optional.of(new RcptOptions(found, orcpt));
    }

    private Optional<RcptOptions> original(String value) {
        int semicolon = value.indexOf(';');
        if (!orcpt.isEmpty() || semicolon < 1) return Optional.empty();
        String type = value.substring(0, semicolon), coded = value.substring(semicolon + 1);
        var decoded = Latin1.same(type, "utf-8") ? Xtext.decodeUtf8(coded) : Xtext.decode(coded);
        return decoded.map(address -> new RcptOptions(notices, type + ";" + address));
    }

    private static Parsed bad(int code, String status, String text) {
        return new Parsed.Bad(new Reply(code, status, text));
    }
}
