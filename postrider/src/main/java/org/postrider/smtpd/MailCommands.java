package org.postrider.smtpd;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.queue.Envelope;
import org.postrider.queue.NoSpaceException;
import org.postrider.queue.Origin;
import org.postrider.resolve.Rewriter;
import org.postrider.smtp.Command;
import org.postrider.smtp.Command.Word;
import org.postrider.smtp.MailOptions;
import org.postrider.smtp.RcptOptions;
import org.postrider.smtpd.access.Restrictions.Rewriting;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Reply;
import org.postrider.text.Latin1;

/// MAIL, RCPT and RSET.
record MailCommands(State state) {
    Outcome mail(Command command) {
        if (state.rules.switches().heloRequired() && state.helo.isEmpty())
            return state.fail(Replies.outOfOrder("send HELO/EHLO first"));
        if (state.mail.isPresent()) return state.fail(Replies.outOfOrder("nested MAIL command"));
        if (state.chunking()) return state.fail(Replies.outOfOrder("MAIL after BDAT"));
        if (command.count() < 3 || !Latin1.same(command.word(1), "FROM:"))
            return state.fail(Replies.syntax("MAIL FROM:<address>"));
        var tooMany = state.counting.message();
        if (tooMany.isPresent()) return state.fail(tooMany.get());
        var parsed = new Paths(state, Replies.BAD_SENDER).parse(command.words().get(2), Address.NULL,
            state.rules.switches().strict());
        return switch (parsed) {
            case Paths.Parsed.Bad(Reply reply) -> state.fail(reply);
            case Paths.Parsed.Good(Address sender) -> options(command, sender);
        };
    }

    private static List<Word> options(Command command) {
        return command.words().subList(3, command.count());
    }

    private Outcome options(Command command, Address sender) {
        return switch (MailOptions.parse(options(command), state.offered)) {
            case MailOptions.Parsed.Bad(Reply reply) -> state.fail(reply);
            case MailOptions.Parsed.Good(MailOptions options) -> begin(sender, options);
        };
    }

    private Outcome begin(Address sender, MailOptions options) {
        var mail = new Mail(sender, options, Rewriter.Context.REMOTE, state.start());
        var facts = state.facts(mail, Optional.empty());
        long limit = state.rules.limits().message();
        if (limit > 0 && options.size() > limit) {
            var reply = new Reply(552, "5.3.4", "Message size exceeds fixed limit");
            state.rules.rejects().reject(facts, state.where, reply);
            return state.fail(reply);
        }
        if (!state.passes(Stage.MAIL, facts)) return undone();
        return switch (state.rules.restrictions().rewriting(facts)) {
            case Rewriting.Refuse(_, Reply reply) -> {
                state.rules.rejects().reject(facts, state.where, reply);
                state.reply(reply);
                yield undone();
            }
            case Rewriting.As(Rewriter.Context context) -> accept(mail.in(context));
        };
    }

    private Outcome undone() {
        state.reset();
        return Outcome.FAILED;
    }

    private Outcome accept(Mail mail) {
        if (undeclared(mail.sender, mail.options.smtputf8())) return state.fail(Replies.UTF8_UNDECLARED);
        state.mail = Optional.of(mail);
        if (state.rules.switches().delayOpen() || opened(mail)) return state.good(Replies.SENDER_OK);
        return undone();
    }

    private boolean undeclared(Address address, boolean declared) {
        return state.rules.switches().strictUtf8() && !declared && !Latin1.isAscii(address.text());
    }

    Outcome rcpt(Command command) {
        if (state.mail.isEmpty()) return state.fail(Replies.outOfOrder("need MAIL command"));
        if (state.chunking()) return state.fail(Replies.outOfOrder("RCPT after BDAT"));
        if (command.count() < 3 || !Latin1.same(command.word(1), "TO:"))
            return state.fail(Replies.syntax("RCPT TO:<address>"));
        var tooMany = state.counting.recipient();
        if (tooMany.isPresent()) return state.fail(tooMany.get());
        var mail = state.mail.get();
        var parsed = new Paths(state, Replies.BAD_RECIPIENT).parse(command.words().get(2), mail.sender,
            state.rules.switches().strict());
        return switch (parsed) {
            case Paths.Parsed.Bad(Reply reply) -> state.fail(reply);
            case Paths.Parsed.Good(Address none) when none.isNull() -> state.fail(Replies.BAD_RECIPIENT);
            case Paths.Parsed.Good(Address recipient) ->
                switch (RcptOptions.parse(options(command), state.offered)) {
                    case RcptOptions.Parsed.Bad(Reply reply) -> state.fail(reply);
                    case RcptOptions.Parsed.Good(RcptOptions options) ->
                        recipient(mail, recipient, options, command.word(2));
                };
        };
    }

    private Outcome recipient(Mail mail, Address recipient, RcptOptions options, String given) {
        var limits = state.rules.limits();
        if (mail.recipients >= limits.recipients()) {
            state.reply(Replies.TOO_MANY_RECIPIENTS);
            return mail.overshoot++ < limits.overshoot() ? Outcome.GOOD : Outcome.FAILED;
        }
        if (undeclared(recipient, mail.options.smtputf8())) return state.fail(Replies.UTF8_UNDECLARED);
        if (!state.passes(Stage.RCPT, state.facts(mail, Optional.of(recipient))))
            return Outcome.FAILED;
        if (mail.draft.isEmpty() && !opened(mail)) return Outcome.FAILED;
        mail.recipients++;
        if (mail.firstRecipient.isEmpty()) mail.firstRecipient = Optional.of(recipient);
        String orcpt = options.orcpt().isEmpty() ? "rfc822;" + bare(given) : options.orcpt();
        mail.open().recipient(recipient, recipient, orcpt, options.notices());
        return state.good(Replies.RECIPIENT_OK);
    }

    private static String bare(String given) {
        return given.startsWith("<") && given.endsWith(">") ? given.substring(1, given.length() - 1) : given;
    }

    /// Opens a queue file; on failure the client has been told.
    private boolean opened(Mail mail) {
        try {
            Draft draft = state.parts.intake().begin(envelope(mail), Intake.Source.NETWORK);
            mail.draft = Optional.of(draft);
            state.log.info(draft.id() + ": client=" + state.peer()
                + state.forwarded.map(who -> who.told(state.rules.switches().portLogging())).orElse(""));
            return true;
        } catch (NoSpaceException full) {
            state.log.warning("not enough free space in mail queue: " + full.getMessage());
            state.fail(Replies.NO_SPACE);
        } catch (IOException failure) {
            state.log.warning("cannot open a queue file: " + failure.getMessage());
            state.fail(Replies.CANNOT_WRITE);
        }
        return false;
    }

    private Envelope envelope(Mail mail) {
        var options = mail.options;
        Map<String, String> attributes = new HashMap<>();
        attributes.put("rewrite_context", Latin1.lower(state.forwarded.flatMap(who -> who.context)
            .orElse(mail.context).name()));
        var marks = state.rules.marks();
        if (!marks.contentFilter().isEmpty()) attributes.put(Intake.FILTER, marks.contentFilter());
        if (!marks.overrides().isEmpty()) attributes.put(Intake.OVERRIDES, marks.overrides());
        attributes.put("reverse_client_name", state.client.reverseName());
        attributes.put("server_address", state.server.address());
        attributes.put("server_port", state.server.port());
        return new Envelope(mail.sender, mail.arrival, "", origin(), new Envelope.Options(options.ret(),
            options.envid().orElse(""), options.body() == MailOptions.Body.EIGHT_BIT, options.smtputf8(),
            options.requireTls()), attributes);
    }

    private Origin origin() {
        var client = state.client;
        return state.forwarded.map(who -> new Origin(who.name, who.address, who.port, who.helo, who.protocol,
            "", "", "", who.ident)).orElseGet(() ->
            new Origin(client.name(), client.address(), client.port(), state.helo.orElse(""), state.protocol,
                "", "", "", ""));
    }

    Outcome reset(Command command) {
        if (command.count() != 1) return state.fail(Replies.syntax("RSET"));
        state.reset();
        return state.good(Replies.OK);
    }
}
