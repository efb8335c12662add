package org.postrider.smtpd;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postrider.smtp.Command;
import org.postrider.smtp.Keyword;
import org.postrider.smtp.Verb;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Reply;

/// HELO and EHLO.
record Hello(State state) {
    /// In the order in which they are announced; SIZE has its limit behind it.
    private static final List<Keyword> ANNOUNCED = List.of(Keyword.PIPELINING, Keyword.SIZE, Keyword.VRFY,
        Keyword.ETRN, Keyword.XCLIENT, Keyword.XFORWARD, Keyword.ENHANCEDSTATUSCODES, Keyword.EIGHTBITMIME,
        Keyword.DSN, Keyword.SMTPUTF8, Keyword.CHUNKING);

    Outcome run(Command command) {
        boolean extended = command.verb() == Verb.EHLO;
        if (command.count() < 2)
            return state.fail(Reply.plain(501, "Syntax: " + command.verb() + " hostname"));
        String name = PeerNames.neutral(command.rest(1));
        if (!state.passes(Stage.HELO, state.facts(Optional.of(name), Facts.Transaction.NONE)))
            return Outcome.FAILED;
        state.reset();
        state.helo = Optional.of(name);
        state.protocol = extended ? "ESMTP" : "SMTP";
        if (extended && !state.rights.discarded().isEmpty() && !state.rights.discarded().contains(Keyword.SILENT))
            state.log.info("discarding EHLO keywords: " + Keyword.names(state.rights.discarded()));
        String hostname = state.rules.names().hostname();
        return state.good(Reply.plain(250, extended ? Stream.concat(Stream.of(hostname), announced())
            .collect(joining("\n")) : hostname));
    }

    private Stream<String> announced() {
        return ANNOUNCED.stream().filter(state.offered::contains).map(this::line);
    }

    private String line(Keyword keyword) {
        long size = state.rules.limits().message();
        if (keyword == Keyword.XCLIENT) return Xclient.ANNOUNCED;
        if (keyword == Keyword.XFORWARD) return Forwarded.ANNOUNCED;
        return keyword == Keyword.SIZE && size > 0 ? "SIZE " + size : keyword.word();
    }
}
