package org.postrider.smtpd;

import java.util.Optional;
import org.postrider.net.Ending;
import org.postrider.net.Line;
import org.postrider.net.Wire;
import org.postrider.smtp.BareLf;
import org.postrider.smtp.Command;
import org.postrider.smtp.Verb;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Reply;
import org.postrider.table.Fold;
import org.postrider.table.MatchList.Answer.Match;
import org.postrider.table.Table;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// One conversation, on a thread of its own.
final class Session {
    /// The rest of a command that is too long is read over up to here; who sends more is no mail client.
    private static final int OVERLONG = 1 << 20;
    /// As much of a stranger's words as goes into the log.
    private static final int SHOWN = 100;

    private final State state;
    private final Hello hello;
    private final MailCommands mail;
    private final ContentCommands content;
    private final OtherCommands other;

    Session(State state) {
        this.state = state;
        hello = new Hello(state);
        mail = new MailCommands(state);
        content = new ContentCommands(state);
        other = new OtherCommands(state);
    }

    void run() {
        state.wire.pace(state.rules.times().command());
        state.log.info("connect from " + state.peer());
        try {
            do {
                state.again = false;
                if (greet()) converse();
            } while (state.again);
        } catch (RuntimeException bug) {
            state.log.panic("session with " + state.peer(), bug);
            state.reply(new Reply(421, "4.3.0", host() + " Server local error"));
        } finally {
            end();
        }
    }

    /// For a client that nobody knows anything about.
    void refuse() {
        state.log.info("connect from " + state.peer());
        state.reply(new Reply(421, "4.3.0", host() + " Server local error"));
        end();
    }

    private String host() {
        return state.rules.names().hostname();
    }

    /// @return false when the session is over already
    private boolean greet() {
        if (outOfStep()) return false;
        var tooMany = state.counting.connect();
        if (tooMany.isPresent()) {
            state.reply(tooMany.get());
            return false;
        }
        var facts = state.facts();
        var refusal = state.refusal(Stage.CONNECT, facts);
        if (refusal.isPresent()) {
            state.denied = refusal;
            state.reply(refusal.get());
            state.errors++;
        } else if (!state.over) {
            state.reply(Reply.plain(220, state.rules.names().banner()));
        }
        return !state.over;
    }

    private void converse() {
        while (!state.over && !state.again) {
            if (state.errors >= state.rules.limits().hardErrors()) {
                state.reply(new Reply(421, "4.7.0", host() + " Error: too many errors"));
                tell("too many errors");
                return;
            }
            state.wire.pace(state.rules.times().command());
            var line = read();
            if (line.isEmpty()) return;
            answer(line.get());
        }
    }

    /// The next line; empty when the session is over.
    private Optional<String> read() {
        return switch (state.wire.readLine(state.rules.limits().line())) {
            case Line.None _ -> Optional.empty();
            case Line.Whole(String text, boolean bare) -> sound(text, bare);
            case Line.Piece(String text) -> {
                state.log.warning(state.peer() + ": request longer than " + state.rules.limits().line() + ": "
                    + text.substring(0, Math.min(30, text.length())) + "...");
                yield state.wire.skipLine(OVERLONG) ? Optional.of(text) : Optional.empty();
            }
        };
    }

    private Optional<String> sound(String text, boolean bare) {
        if (!bare || state.newlines() == BareLf.ALLOW) return Optional.of(text);
        if (state.newlines() == BareLf.NOTE) state.sawBareLf = true;
        if (state.newlines() != BareLf.REJECT) return Optional.of(text);
        state.rules.rejects().write(state.facts(), "reject", state.where, "bare <LF> received");
        state.reply(new Reply(state.rules.newlines().code(), "5.5.2", host() + " Error: bare <LF> received"));
        state.over = true;
        return Optional.empty();
    }

    private void answer(String line) {
        if (state.rules.switches().utf8() && !Latin1.isAscii(line) && !Fold.isUtf8(line)) {
            nonsense(Replies.BAD_UTF8);
            return;
        }
        var filtered = filtered(line);
        if (filtered.isPresent()) parsed(filtered.get());
    }

    /// The line that this one is taken for; empty when a table cannot tell.
    private Optional<String> filtered(String line) {
        var filter = state.rules.wording().filter();
        if (filter.isEmpty()) return Optional.of(line);
        return switch (filter.get().lookup(line.stripLeading())) {
            case Table.Answer.Absent() -> Optional.of(line);
            case Table.Answer.Found(String other) -> {
                state.log.info(state.peer() + ": replacing command \"" + shown(line) + "\" with \"" + shown(other)
                    + "\"");
                yield Optional.of(other);
            }
            case Table.Answer.Unavailable _ -> {
                state.dataError();
                yield Optional.empty();
            }
        };
    }

    private void parsed(String line) {
        var command = Command.parse(line);
        if (command.count() == 0) {
            nonsense(Replies.BAD_SYNTAX);
            return;
        }
        if (state.rules.lists().noops().match(command.word(0)) instanceof Match) {
            state.reply(Replies.OK);
            junk();
            return;
        }
        state.tally.came(command.verb());
        if (command.verb() == Verb.UNKNOWN) unknown(command, line);
        else if (state.denied.isPresent() && command.verb() != Verb.QUIT) denied();
        else known(command);
    }

    private void nonsense(Reply reply) {
        state.where = Verb.UNKNOWN.name();
        state.tally.came(Verb.UNKNOWN);
        state.reply(reply);
        state.errors++;
    }

    private void junk() {
        if (state.junk++ > state.rules.limits().junk()) state.errors++;
    }

    private void unknown(Command command, String line) {
        state.where = Verb.UNKNOWN.name();
        if (isHeader(command.word(0))
            || state.rules.lists().forbidden().match(command.word(0)) instanceof Match) {
            state.log.warning("non-SMTP command from " + state.peer() + ": " + shown(Escapes.text(line)));
            state.reply(Replies.NOT_SMTP);
            state.over = true;
        } else if (state.denied.isPresent()) {
            denied();
        } else {
            state.reply(Replies.UNKNOWN);
            state.errors++;
        }
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    /// `Subject:` and the like: somebody sends a message without saying so.
    private static boolean isHeader(String word) {
        int colon = word.indexOf(':');
        return colon > 0 && Latin1.isPrintable(word.substring(0, colon));
    }

    private void denied() {
        state.reply(Replies.denied(state.peer()));
        state.errors++;
    }

    private void known(Command command) {
        state.where = command.verb().name();
        boolean pipelines = state.protocol.equals("ESMTP") && !command.verb().endsGroup();
        if (!pipelines && outOfStep()) return;
        if (run(command) == Outcome.FAILED) state.errors++;
        else if (!state.again) state.tally.succeeded(command.verb()); // XCLIENT never counts as good: so does Postfix
        if (command.verb().isJunk()) junk();
    }

    private Outcome run(Command command) {
        return switch (command.verb()) {
            case HELO, EHLO -> hello.run(command);
            case MAIL -> mail.mail(command);
            case RCPT -> mail.rcpt(command);
            case RSET -> mail.reset(command);
            case DATA -> content.data(command);
            case NOOP -> state.good(Replies.OK);
            case VRFY -> other.verify(command);
            case HELP -> other.help();
            case QUIT -> {
                state.over = true;
                yield state.good(Replies.BYE);
            }
            case BDAT -> content.chunk(command);
            case XCLIENT -> new Xclient(state).run(command);
            case XFORWARD -> Forwarded.run(state, command);
            case ETRN -> other.etrn(command);
            case STARTTLS, AUTH, UNKNOWN -> state.fail(
                new Reply(502, "5.5.1", "Error: command not implemented"));
        };
    }

    /// Has the client sent more than it may at this point (RFC 2920)? Then the session may be over.
    private boolean outOfStep() {
        if (state.eager || !state.wire.pending() || state.wire.buffered() == 0) return false;
        state.eager = true;
        var wire = state.wire;
        int length = Math.min(SHOWN, wire.buffered());
        state.log.info("improper command pipelining after " + state.where + " from " + state.peer() + ": "
            + Escapes.text(Latin1.of(wire.buffer(), wire.position(), length)));
        if (state.rules.switches().pipelining()) return false;
        state.reply(Replies.OUT_OF_STEP);
        state.over = true;
        return true;
    }

    private void end() {
        state.wire.ending().ifPresent(this::lost);
        state.counting.disconnect();
        state.reset();
        state.wire.flush();
        state.log.info("disconnect from " + state.peer() + state.tally
            + (state.sawBareLf && state.newlines() == BareLf.NOTE ? " notes=bare_lf" : ""));
    }

    private void lost(Ending ending) {
        if (state.over) return;
        boolean late = ending instanceof Ending.TimedOut;
        if (late) state.reply(new Reply(421, "4.4.2", host() + " Error: timeout exceeded"));
        if (late || !state.where.equals(ContentCommands.END_OF_MESSAGE))
            tell(late ? "timeout" : "lost connection");
    }

    private void tell(String reason) {
        boolean content = state.where.equals("DATA") || state.where.equals("BDAT");
        var reader = state.mail.flatMap(one -> one.content).filter(_ -> content);
        String size = reader.isEmpty() ? ""
            : " (" + (reader.get().received() + state.wire.buffered()) + " bytes)";
        state.log.info(state.queueId() + ": " + reason + " after " + state.where + size + " from " + state.peer());
    }

    static Facts.Server server(Wire wire) {
        return wire.local().map(at -> new Facts.Server(Ip.of(at.getAddress()).toString(),
            Integer.toString(at.getPort()))).orElseGet(() -> new Facts.Server("unknown", "unknown"));
    }
}
