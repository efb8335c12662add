package org.postrider.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postrider.smtp.Command.Word;
import org.postrider.status.Reply;
import org.postrider.status.Ret;
import org.postrider.text.Latin1;
import org.postrider.text.Xtext;

/// The parameters of MAIL FROM: BODY (RFC 6152), SIZE (RFC 1870), SMTPUTF8 (RFC 6531), REQUIRETLS (RFC 8689), RET and
/// ENVID (RFC 3461).
///
/// @param size  what the client says the message has; 0: nothing said
/// @param envid decoded; empty when absent
public record MailOptions(Body body, long size, boolean smtputf8, boolean requireTls, Ret ret, Optional<String> envid) {
    public enum Body { UNSAID, SEVEN_BIT, EIGHT_BIT }

    public static final MailOptions NONE =
        new MailOptions(Body.UNSAID, 0, false, false, Ret.UNSAID, Optional.empty());

    public sealed interface Parsed {
        record Good(MailOptions options) implements Parsed {}

        record Bad(Reply reply) implements Parsed {}
    }

    /// Is SMTPUTF8 among them? It decides how the address before it is read.
    public static boolean asksForUtf8(List<Word> words) {
        return words.stream().anyMatch(word -> Latin1.same(word.text(), "SMTPUTF8"));
    }

    /// @param offered what the server lets this client use
    public static Parsed parse(List<Word> words, Set<Keyword> offered) {
        if (words.isEmpty()) return new Parsed.Good(NONE);
        var options = NONE;
        for (var word : words) {
            var parsed = options.with(word.text(), offered);
            if (!(parsed instanceof Parsed.Good(MailOptions more))) return parsed;
            options = more;
        }
        return new Parsed.Good(options);
    }

    private Parsed with(String word, Set<Keyword> offered) {
        int equals = word.indexOf('=');
        String value = equals < 0 ? "" : word.substring(equals + 1);
        return switch (equals < 0 ? upper(word) : upper(word.substring(0, equals + 1))) {
            case "BODY=" -> body(word, value);
            case "SIZE=" -> size(value);
            case "RET=" -> dsn(offered, ret(value));
            case "ENVID=" -> dsn(offered, envid(value));
            case "SMTPUTF8" -> offered.contains(Keyword.SMTPUTF8)
                ? new Parsed.Good(new MailOptions(body, size, true, requireTls, ret, envid)) : unsupported(word);
            case "REQUIRETLS" -> offered.contains(Keyword.REQUIRETLS)
                ? new Parsed.Good(new MailOptions(body, size, smtputf8, true, ret, envid)) : unsupported(word);
            default -> unsupported(word);
        };
    }

    private static String upper(String word) {
        return word.length() > "REQUIRETLS".length() ? "" : word.toUpperCase(Locale.ROOT);
    }

    private Parsed body(String word, String value) {
        if (Latin1.same(value, "8BITMIME")) return with(Body.EIGHT_BIT);
        return Latin1.same(value, "7BIT") ? with(Body.SEVEN_BIT) : unsupported(word);
    }

    private Parsed with(Body other) {
        return new Parsed.Good(new MailOptions(other, size, smtputf8, requireTls, ret, envid));
    }

    private Parsed size(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9'))
            return bad(501, "5.5.4", "Bad message size syntax");
        try {
            return new Parsed.Good(new MailOptions(body, Long.parseLong(value), smtputf8, requireTls, ret, envid));
        } catch (NumberFormatException _) { // more than a long holds
            return bad(552, "5.3.4", "Message size exceeds file system imposed limit");
        }
    }

    private Parsed ret(String value) {
        boolean full = Latin1.same(value, "FULL");
        if (ret != Ret.UNSAID || !full && !Latin1.same(value, "HDRS"))
            return bad(501, "5.5.4", "Bad RET parameter syntax");
        return new Parsed.Good(new MailOptions(body, size, smtputf8, requireTls, full ? Ret.FULL : Ret.HDRS, envid));
    }

    private Parsed envid(String value) {
        var decoded = Xtext.decode(value).filter(text -> !text.isEmpty() && Latin1.isPrintable(text));
        return envid.isPresent() || decoded.isEmpty() ? bad(501, "5.5.4", "Bad ENVID parameter syntax")
            : new Parsed.Good(new MailOptions(body, size, smtputf8, requireTls, ret, decoded));
    }

    private static Parsed dsn(Set<Keyword> offered, Parsed parsed) {
        return offered.contains(Keyword.DSN) ? parsed : bad(501, "5.7.1", "DSN support is disabled");
    }

    private static Parsed unsupported(String word) {
        return bad(555, "5.5.4", "Unsupported option: " + word);
    }

    private static Parsed bad(int code, String status, String text) {
        return new Parsed.Bad(new Reply(code, status, text));
    }
}
