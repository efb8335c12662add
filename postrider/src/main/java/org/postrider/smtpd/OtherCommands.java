package org.postrider.smtpd;

import java.util.List;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.smtp.Command;
import org.postrider.smtp.Command.Word;
import org.postrider.smtp.Keyword;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Reply;
import org.postrider.text.Hostname;
import org.postrider.text.Latin1;

/// VRFY, ETRN and HELP.
record OtherCommands(State state) {
    Outcome verify(Command command) {
        var switches = state.rules.switches();
        if (!switches.vrfy()) return state.fail(new Reply(502, "5.5.1", "VRFY command is disabled"));
        int last = command.count() - 1;
        boolean utf8 = last > 0 && state.offered.contains(Keyword.SMTPUTF8)
            && Latin1.same(command.word(last), "SMTPUTF8");
        if (last < (utf8 ? 2 : 1)) return state.fail(Replies.syntax("VRFY address" + (switches.utf8()
            ? " [SMTPUTF8]" : "")));
        var tooMany = state.counting.recipient();
        if (tooMany.isPresent()) return state.fail(tooMany.get());
        var words = command.words().subList(1, utf8 ? last : last + 1);
        String text = String.join(" ", words.stream().map(Word::text).toList());
        boolean closed = words.stream().allMatch(Word::closed);
        return switch (new Paths(state, Replies.BAD_RECIPIENT).parse(new Word(text, closed), Address.NULL, false)) {
            case Paths.Parsed.Bad(Reply reply) -> state.fail(reply);
            case Paths.Parsed.Good(Address none) when none.isNull() -> state.fail(Replies.BAD_RECIPIENT);
            case Paths.Parsed.Good(Address address) -> verify(address, text, utf8);
        };
    }

    private Outcome verify(Address address, String text, boolean utf8) {
        if (!utf8 && state.rules.switches().strictUtf8() && !Latin1.isAscii(address.text()))
            return state.fail(Replies.UTF8_UNDECLARED);
        var asked = new Facts.Transaction(state.mail.map(mail -> mail.sender), Optional.of(address), 0, 0,
            state.mail.map(Mail::queueId).orElse(""), "", "", utf8, false, false, false);
        return state.passes(Stage.VRFY, state.facts(state.helo, asked))
            ? state.good(new Reply(252, "2.0.0", text)) : Outcome.FAILED;
    }

    /// RFC 1985.
    Outcome etrn(Command command) {
        if (state.rules.switches().heloRequired() && state.helo.isEmpty())
            return state.fail(Reply.plain(503, "Error: send HELO/EHLO first"));
        if (state.mail.isPresent()) return state.fail(Reply.plain(503, "Error: MAIL transaction in progress"));
        if (command.count() != 2) return state.fail(Reply.plain(500, "Syntax: ETRN domain"));
        String given = command.word(1), site = "@#".indexOf(given.charAt(0)) < 0 ? given : given.substring(1);
        if (!Hostname.isValid(site) && !Hostname.isAddressLiteral(site))
            return state.fail(Reply.plain(501, "Error: invalid parameter syntax"));
        var asked = new Facts.Transaction(Optional.empty(), Optional.empty(), 0, 0, "", "", site, false, false, false,
            false);
        return state.passes(Stage.ETRN, state.facts(state.helo, asked)) ? flush(site) : Outcome.FAILED;
    }

    private Outcome flush(String site) {
        return switch (state.parts.flush().send(site)) {
            case OK -> state.good(Reply.plain(250, "Queuing started"));
            case DENY -> {
                state.log.warning("reject: ETRN " + shown(site) + "... from " + state.peer());
                yield state.fail(Reply.plain(459, "<" + site + ">: service unavailable"));
            }
            case BAD -> {
                state.log.warning("bad ETRN " + shown(site) + "... from " + state.peer());
                yield state.fail(Reply.plain(458, "Unable to queue messages"));
            }
            case FAIL -> {
                state.log.warning("unable to talk to fast flush service");
                yield state.fail(Reply.plain(458, "Unable to queue messages"));
            }
        };
    }

    private static String shown(String site) {
        return site.substring(0, Math.min(100, site.length()));
    }

    Outcome help() {
        return state.good(new Reply(214, "2.0.0", "Commands: " + String.join(" ", COMMANDS)));
    }

    private static final List<String> COMMANDS = List.of("BDAT", "DATA", "EHLO", "ETRN", "HELO", "HELP", "MAIL", "NOOP",
        "QUIT", "RCPT", "RSET", "STARTTLS", "VRFY", "XCLIENT", "XFORWARD");
}
