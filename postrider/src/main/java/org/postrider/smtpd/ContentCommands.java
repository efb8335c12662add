package org.postrider.smtpd;

import java.util.Optional;
import java.util.Set;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.cleanup.Draft.Verdict;
import org.postrider.cleanup.Intake;
import org.postrider.message.DateHeader;
import org.postrider.message.ReceivedHeader;
import org.postrider.net.Wire;
import org.postrider.smtp.BareLf;
import org.postrider.smtp.Command;
import org.postrider.smtp.ContentReader;
import org.postrider.smtp.Keyword;
import org.postrider.smtpd.access.Ruling.Effect;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Notify;
import org.postrider.status.Reply;
import org.postrider.text.Latin1;

/// DATA and BDAT: the content of a message, and what becomes of it.
record ContentCommands(State state) {
    static final String END_OF_MESSAGE = "END-OF-MESSAGE";
    private static final DateHeader DATES = DateHeader.local();

    Outcome data(Command command) {
        if (state.chunking()) return state.fail(Replies.outOfOrder("DATA after BDAT"));
        if (state.mail.isEmpty()) return state.fail(Replies.outOfOrder("need RCPT command"));
        var mail = state.mail.get();
        if (mail.recipients == 0) return state.fail(Replies.NO_RECIPIENTS);
        if (command.count() != 1) return state.fail(Replies.syntax("DATA"));
        if (!state.passes(Stage.DATA, state.facts())) return Outcome.FAILED;
        begin(mail);
        state.reply(Replies.SEND_DATA);
        var reader = ContentReader.data(state.newlines(), state.rules.limits().message(), mail.open()::content);
        mail.content = Optional.of(reader);
        state.wire.pace(state.rules.times().content());
        return read(reader) ? ended(mail, reader) : Outcome.FAILED;
    }

    Outcome chunk(Command command) {
        if (!state.offered.contains(Keyword.CHUNKING))
            return state.fail(new Reply(521, "5.5.1", "Error: command not implemented"));
        var chunk = Chunk.of(command);
        if (chunk.isEmpty()) {
            state.log.warning(state.queueId() + ": malformed BDAT command syntax from " + state.peer() + ": "
                + command.rest(0));
            return state.fail(new Reply(521, "5.5.4", "Syntax: BDAT count [LAST]"));
        }
        state.wire.pace(state.rules.times().content());
        return refusal(chunk.get()).map(reply -> skip(chunk.get(), reply)).orElseGet(() -> take(chunk.get()));
    }

    /// Why a chunk is not taken.
    private Optional<Reply> refusal(Chunk chunk) {
        if (chunk.size() == 0 && !chunk.last()) {
            state.log.warning(state.queueId() + ": null BDAT request from " + state.peer());
            return Optional.of(new Reply(551, "5.7.1", "Null BDAT request"));
        }
        if (state.spoiled) return Optional.of(new Reply(551, "5.0.0", "Discarded " + chunk.size()
            + " bytes after earlier error"));
        if (state.mail.isEmpty()) return Optional.of(Replies.outOfOrder("need RCPT command"));
        var mail = state.mail.get();
        if (mail.recipients == 0) return Optional.of(Replies.NO_RECIPIENTS);
        if (!mail.chunked) {
            mail.chunked = true;
            var refused = state.refusal(Stage.DATA, state.facts());
            if (refused.isPresent()) return refused;
        }
        long limit = state.rules.limits().message(), size = mail.content.map(ContentReader::size).orElse(0L);
        if (limit == 0 || size <= limit - chunk.size()) return Optional.empty();
        state.log.warning(state.queueId() + ": BDAT request from " + state.peer() + " exceeds message size limit");
        return Optional.of(new Reply(552, "5.3.4", "Chunk exceeds message size limit"));
    }

    private Outcome skip(Chunk chunk, Reply reply) {
        long limit = state.rules.limits().message();
        state.discarded += chunk.size();
        boolean endless = state.discarded < 0 || limit > 0 && state.discarded / 3 * 2 > limit;
        if (!endless && !state.wire.skip(chunk.size())) return Outcome.FAILED;
        state.reply(reply);
        if (endless) {
            state.log.warning(state.queueId() + ": too much BDAT content -- disabling further input from "
                + state.peer());
            state.over = true;
        }
        if (chunk.last()) state.reset();
        else spoil();
        return Outcome.FAILED;
    }

    private void spoil() {
        state.spoiled = true;
    }

    private Outcome take(Chunk chunk) {
        var mail = state.mail.orElseThrow(() -> new IllegalStateException("a chunk without MAIL"));
        if (mail.content.isEmpty()) {
            begin(mail);
            mail.content = Optional.of(ContentReader.chunks(state.newlines(), state.rules.limits().message(),
                mail.open()::content));
        }
        var reader = mail.content.get();
        if (!read(reader, chunk.size())) return Outcome.FAILED;
        if (chunk.last()) {
            reader.finish();
            state.where = END_OF_MESSAGE;
            return ended(mail, reader);
        }
        if (!refuses(reader) && !reader.tooBig())
            return state.good(new Reply(250, "2.0.0", "Ok: " + chunk.size() + " bytes"));
        ended(mail, reader);
        spoil();
        return Outcome.FAILED;
    }

    private boolean read(ContentReader reader, long size) {
        var wire = state.wire;
        for (long left = size; left > 0; ) {
            if (wire.buffered() == 0 && !more(wire)) return false;
            int length = (int) Math.min(left, wire.buffered());
            reader.feed(wire.buffer(), wire.position(), wire.position() + length);
            wire.consume(length);
            left -= length;
        }
        wire.bulk(false);
        return true;
    }

    /// A client that fills the buffer at once has more to say.
    private static boolean more(Wire wire) {
        if (wire.limit() == wire.buffer().length) wire.bulk(true);
        return wire.fill();
    }

    private boolean refuses(ContentReader reader) {
        return reader.sawBareLf() && state.newlines() == BareLf.REJECT;
    }

    /// Reads the message; false when the client went away first.
    private boolean read(ContentReader reader) {
        var wire = state.wire;
        while (!reader.ended()) {
            if (wire.buffered() == 0 && !more(wire)) return false;
            wire.consume(reader.feed(wire.buffer(), wire.position(), wire.limit()));
        }
        wire.bulk(false);
        state.where = END_OF_MESSAGE;
        return true;
    }

    /// What we put in front of the content.
    private void begin(Mail mail) {
        for (var effect : state.effects)
            if (effect instanceof Effect.Prepend(String header)) write(mail, header + "\n");
        write(mail, received(mail));
    }

    private static void write(Mail mail, String text) {
        byte[] bytes = Latin1.bytes(text);
        mail.open().content(bytes, 0, bytes.length);
    }

    private String received(Mail mail) {
        boolean hidden = state.rules.switches().hideClient();
        String protocol = hidden ? "" : mail.options.smtputf8() ? "UTF8SMTP" : state.protocol;
        var header = new ReceivedHeader(state.rules.names().by(), protocol, mail.queueId(),
            mail.recipients == 1 ? mail.firstRecipient : Optional.empty(), DATES.text(mail.arrival));
        return hidden ? header.hidden() : header.from(state.origin());
    }

    private Outcome ended(Mail mail, ContentReader reader) {
        mail.size = reader.size();
        state.sawBareLf |= reader.sawBareLf();
        boolean refused = refuses(reader);
        if (reader.tooBig())
            state.log.warning(mail.queueId() + ": queue file size limit exceeded");
        var outcome = refused ? bareNewline() : reader.tooBig() ? failed(Problem.SIZE, "") : commit(mail);
        state.reset();
        return outcome;
    }

    private Outcome bareNewline() {
        state.rules.rejects().write(state.facts(), "reject", state.where, "bare <LF> received");
        return state.fail(new Reply(state.rules.newlines().code(), "5.5.2", state.rules.names().hostname()
            + " Error: bare <LF> received"));
    }

    private Outcome commit(Mail mail) {
        if (!state.passes(Stage.END_OF_MESSAGE, state.facts())) return Outcome.FAILED;
        var draft = mail.open();
        for (var effect : state.effects) apply(effect, draft);
        return switch (draft.commit()) {
            case Verdict.Queued(), Verdict.Discarded() -> {
                state.errors = 0;
                state.junk = -1;
                yield state.good(new Reply(250, "2.0.0", mail.chunked
                    ? "Ok: " + mail.size + " bytes queued as " + draft.id() : "Ok: queued as " + draft.id()));
            }
            case Verdict.Failed(Problem problem, String text) -> failed(problem, text);
        };
    }

    private static void apply(Effect effect, Draft draft) {
        switch (effect) {
            case Effect.Prepend _ -> { } // written before the content
            case Effect.Hold() -> draft.attribute(Intake.HOLD, "yes");
            case Effect.Discard() -> draft.attribute(Intake.DISCARD, "yes");
            case Effect.Filter(String to) -> draft.attribute(Intake.FILTER, to);
            case Effect.Redirect(var to) -> draft.attribute(Intake.REDIRECT, to.text());
            case Effect.Bcc(var to) -> draft.recipient(to, to, "", Set.of(Notify.NEVER));
        }
    }

    /// @param text status and reason as a content check or an alias gave them, or a whole reply
    private Outcome failed(Problem problem, String text) {
        boolean own = text.isEmpty() || problem != Problem.CONTENT && problem != Problem.DEFER;
        return state.fail(own ? standard(problem)
            : isReply(text) ? Reply.plain(Integer.parseInt(text.substring(0, 3)), text.substring(4))
            : Reply.plain(standard(problem).code(), text));
    }

    private static boolean isReply(String text) {
        return text.length() > 4 && "45".indexOf(text.charAt(0)) >= 0 && text.substring(1, 3).matches("[0-9]{2}")
            && text.charAt(3) == ' ';
    }

    private static Reply standard(Problem problem) {
        return switch (problem) {
            case BAD -> new Reply(451, "4.3.0", "Error: internal protocol error");
            case DEFER -> new Reply(451, "4.7.1", "Error: service unavailable");
            case WRITE -> Replies.CANNOT_WRITE;
            case SIZE -> new Reply(552, "5.3.4", "Error: message file too big");
            case CONTENT -> new Reply(550, "5.7.1", "Error: message content rejected");
            case HOPS -> new Reply(554, "5.4.0", "Error: too many hops");
            case RECIPIENTS -> new Reply(550, "5.1.0", "Error: no recipients specified");
            case PERMISSION -> new Reply(550, "5.7.1", "Error: service denied");
        };
    }
}
