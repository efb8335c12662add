package org.postrider.agent.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.agent.smtp.Session.Heard;
import org.postrider.agent.smtp.Session.Loss;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.net.Pace;
import org.postrider.smtp.ContentWriter;
import org.postrider.smtp.Keyword;
import org.postrider.smtp.ServerReply;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// One mail transaction with a server (RFC 5321 section 3.3), for the recipients that are open.
///
/// With PIPELINING (RFC 2920) all commands up to DATA leave with one write, and the replies are matched by their order;
/// without it, each waits for the reply to the one before.
final class Transfer {
    /// Replies that may be outstanding. So many fit into the buffers between us and the server at their usual size, and
    /// a server that cannot write any more would not read either.
    private static final int AHEAD = 100;
    /// A byte is a line of its own at worst, which counts three.
    private static final int MOST_GROWTH = 3;
    private static final String END = "sending end of data -- message may be sent more than once";

    /// How it ended.
    enum End {
        /// Each recipient has got its answer, or is put aside.
        OVER,
        /// The connection that was kept is of no use any more; nothing was said about any recipient.
        STALE,
        /// The session is in the middle of something: hang up without a word.
        CUT
    }

    private sealed interface Step {
        record Probe() implements Step {}

        record Forward(String command) implements Step {}

        record Mail() implements Step {}

        record Rcpt(int place) implements Step {}

        record Data() implements Step {}
    }

    private final Job job;
    private final Session session;
    private final Rules rules;
    private final Outgoing mail;
    private final Commands commands;
    private final Envelopes addresses;
    private final boolean probe;
    private final List<Integer> accepted = new ArrayList<>();
    private boolean mailRefused;
    private boolean dataAllowed;

    /// What is sent.
    record Parcel(Outgoing mail, Envelopes addresses) {}

    Transfer(Job job, Session session, Rules rules, Parcel parcel) {
        this.job = job;
        this.session = session;
        this.rules = rules;
        mail = parcel.mail;
        addresses = parcel.addresses;
        commands = new Commands(session.capabilities(), job.request().envelope(), rules.quotes());
        probe = job.request().purpose() == Purpose.PROBE;
    }

    End run() {
        try {
            if (isTooLarge()) return End.CUT;
            return dialogue(steps(), size());
        } catch (IOException unreadable) {
            job.failed(Why.of("4.3.0", "cannot read the message: " + unreadable.getMessage()), false,
                Optional.of(session));
            return End.CUT;
        }
    }

    private boolean isTooLarge() throws IOException {
        var limit = session.capabilities().size();
        if (limit.isEmpty() || MOST_GROWTH * mail.content().size() <= limit.get() || mail.reckoned() <= limit.get())
            return false;
        job.failed(Why.of("5.3.4", "message size " + mail.reckoned() + " exceeds size limit " + limit.get()
            + " of server " + session.server().peer()), false, Optional.of(session));
        job.completed();
        session.dontKeep();
        return true;
    }

    private Optional<Long> size() throws IOException {
        // what may be converted on the way has no size yet; Postfix doesn't look whether there is anything to convert
        boolean known = commands.takesEightBit() || !mail.reshaping().converts();
        return session.has(Keyword.SIZE) && known ? Optional.of(mail.size()) : Optional.empty();
    }

    private List<Step> steps() {
        var open = job.open();
        var steps = new ArrayList<Step>(open.size() + 4);
        if (session.uses() > 1) steps.add(new Step.Probe());
        if (rules.xforward() && session.has(Keyword.XFORWARD))
            for (String command : commands.xforward(job.request().id())) steps.add(new Step.Forward(command));
        steps.add(new Step.Mail());
        for (int place : open) steps.add(new Step.Rcpt(place));
        if (!(probe && rules.probeEndsAtRcpt())) steps.add(new Step.Data());
        return steps;
    }

    private End dialogue(List<Step> steps, Optional<Long> size) throws IOException {
        int ahead = session.has(Keyword.PIPELINING) ? AHEAD : 1;
        int sent = 0;
        for (int received = 0; received < steps.size(); received++) {
            while (sent < steps.size() && sent - received < ahead && isOfUse(steps.get(sent), sent - received))
                session.say(text(steps.get(sent++), size));
            if (sent == received) break;
            var step = steps.get(received);
            switch (session.reply(pace(step), job.log())) {
                case Heard.Said(ServerReply reply) -> {
                    if (step instanceof Step.Probe && reply.kind() != 2) return End.STALE;
                    heard(step, reply);
                }
                case Heard.Lost(Loss loss) -> {
                    if (step instanceof Step.Probe) return End.STALE;
                    return lost(loss, stage(step));
                }
            }
        }
        return dataAllowed ? content() : abort();
    }

    /// Without pipelining it is known what the commands before have come to.
    ///
    /// @param ahead replies outstanding
    private boolean isOfUse(Step step, int ahead) {
        if (ahead > 0) return true;
        return switch (step) {
            case Step.Probe _, Step.Forward _, Step.Mail _ -> true;
            case Step.Rcpt _ -> !mailRefused;
            case Step.Data _ -> !accepted.isEmpty();
        };
    }

    private String text(Step step, Optional<Long> size) {
        return switch (step) {
            case Step.Probe() -> "RSET";
            case Step.Forward(String command) -> command;
            case Step.Mail() -> {
                job.connected();
                yield commands.mail(addresses.sender(), size);
            }
            case Step.Rcpt(int place) -> commands.rcpt(job.recipient(place), addresses.recipient(job.recipient(place)));
            case Step.Data() -> "DATA";
        };
    }

    private Pace pace(Step step) {
        return switch (step) {
            case Step.Probe() -> rules.limits().rset();
            case Step.Forward _ -> rules.limits().xforward();
            case Step.Mail() -> rules.limits().mail();
            case Step.Rcpt _ -> rules.limits().rcpt();
            case Step.Data() -> rules.limits().dataInit();
        };
    }

    private static String stage(Step step) {
        return switch (step) {
            case Step.Probe() -> "sending RSET probe";
            case Step.Forward(String command) -> "sending " + forward(command);
            case Step.Mail() -> "sending MAIL FROM";
            case Step.Rcpt _ -> "sending RCPT TO";
            case Step.Data() -> "sending DATA command";
        };
    }

    private static String forward(String command) {
        boolean first = command.startsWith("XFORWARD NAME") || command.startsWith("XFORWARD ADDR")
            || command.startsWith("XFORWARD PORT");
        return first ? "XFORWARD name/address" : "XFORWARD helo/protocol";
    }

    private void heard(Step step, ServerReply reply) {
        boolean good = reply.kind() == 2;
        switch (step) {
            case Step.Probe() -> { }
            case Step.Forward(String command) -> {
                if (!good) job.log().warning("host " + session.server().peer() + " said: " + reply.line()
                    + " (in reply to " + forward(command) + " command)");
            }
            case Step.Mail() -> {
                mailRefused = !good;
                if (mailRefused) failed(reply, "MAIL FROM command");
            }
            case Step.Rcpt(int place) -> {
                if (mailRefused) return;
                if (good) accepted(place, reply);
                else job.refused(place, Troubles.inReply(session, reply, "RCPT TO command"), session);
            }
            case Step.Data() -> data(reply);
        }
    }

    private void accepted(int place, ServerReply reply) {
        accepted.add(place);
        if (probe && rules.probeEndsAtRcpt()) sent(place, reply);
    }

    private void data(ServerReply reply) {
        dataAllowed = reply.kind() == 3;
        if (dataAllowed && probe) probed(reply);
        else if (!dataAllowed && !accepted.isEmpty()) failed(reply, "DATA command");
    }

    private void failed(ServerReply reply, String command) {
        job.failed(Troubles.inReply(session, reply, command), false, Optional.of(session));
    }

    private void sent(int place, ServerReply reply) {
        var why = new Why(reply.status(), reply.line(), new Why.Diagnostic("smtp", reply.line()),
            session.server().name());
        // a server that announces DSN takes over the sender's wish for it (RFC 3461 section 4.4)
        Fate fate = session.has(Keyword.DSN) ? new Fate.PassedOn(why)
            : rules.assumeFinal() ? new Fate.Delivered(why) : new Fate.Relayed(why);
        job.sent(place, fate, session);
    }

    private End lost(Loss loss, String stage) {
        session.dontKeep();
        job.failed(Troubles.lost(session, loss, stage), true, Optional.of(session));
        return End.CUT;
    }

    /// Nothing is to be sent: puts the server back to where it was.
    private End abort() {
        session.say("RSET");
        return switch (session.reply(rules.limits().rset(), job.log())) {
            case Heard.Lost _ -> End.CUT;
            case Heard.Said(ServerReply reply) -> {
                if (reply.kind() != 2) session.dontKeep();
                job.completed();
                yield End.OVER;
            }
        };
    }

    private End content() throws IOException {
        if (probe) return End.CUT;
        if (accepted.isEmpty()) {
            // DATA left before it was known that nobody wants the mail: RFC 2920 section 3.1
            session.say(".");
            session.reply(rules.limits().dataDone(), job.log());
            job.completed();
            return End.OVER;
        }
        var wire = session.wire();
        wire.pace(rules.limits().dataXfer());
        var writer = new ContentWriter(mail.lineLimit(), wire::write);
        var trouble = mail.write(writer, downgrades(), subject());
        if (trouble.isPresent()) {
            // there is no way to take back what was sent but to hang up before its end
            job.failed(trouble.get(), false, Optional.of(session));
            return End.CUT;
        }
        if (session.delaysEnd()) delay(writer);
        writer.finish();
        if (writer.broke()) job.log().info(job.request().id() + ": breaking line > " + mail.lineLimit()
            + " bytes with <CR><LF>SPACE");
        if (!wire.flush()) return cutShort();
        return rules.lmtp() ? eachAnswered() : answered();
    }

    /// A probe that goes as far as DATA learns nothing from the end of a message; there is no polite way back.
    private void probed(ServerReply reply) {
        var why = new Why("2.0.0", reply.line(), new Why.Diagnostic("smtp", reply.line()), session.server().name());
        for (int place : accepted) if (job.isOpen(place)) job.sent(place, new Fate.Relayed(why), session);
        session.dontKeep();
    }

    /// A server that has heard enough says why and hangs up, while we are still sending.
    private End cutShort() {
        var loss = session.loss();
        boolean refused = session.wire().hearLastWords()
            && session.reply(rules.limits().dataDone(), job.log()) instanceof Heard.Said(ServerReply reply)
            && refusedInTheMiddle(reply);
        return refused ? End.CUT : lost(loss, "sending message body");
    }

    private boolean refusedInTheMiddle(ServerReply reply) {
        boolean refusal = reply.kind() == 4 || reply.kind() == 5;
        if (refusal) failed(reply, "end of DATA command");
        return refusal;
    }

    private OutputChecks.Subject subject() {
        return new OutputChecks.Subject(job.request().id(), session.server().peer(), job.log());
    }

    private boolean downgrades() {
        return mail.reshaping().converts() && job.request().envelope().options().eightBit()
            && !commands.takesEightBit();
    }

    private void delay(ContentWriter writer) {
        writer.endText();
        session.wire().flush();
        job.pause(rules.pix().delay());
    }

    private End answered() {
        var heard = session.reply(rules.limits().dataDone(), job.log());
        if (heard instanceof Heard.Lost(Loss loss)) return lost(loss, END);
        if (heard instanceof Heard.Said(ServerReply reply)) answered(reply);
        job.completed();
        return End.OVER;
    }

    private void answered(ServerReply reply) {
        if (reply.kind() != 2) {
            failed(reply, "end of DATA command");
            return;
        }
        for (int place : accepted)
            if (job.isOpen(place)) sent(place, reply);
    }

    /// LMTP: a reply for each recipient, in their order (RFC 2033 section 4.2).
    private End eachAnswered() {
        for (int place : accepted) {
            var heard = session.reply(rules.limits().dataDone(), job.log());
            if (heard instanceof Heard.Lost(Loss loss)) return lost(loss, END);
            if (heard instanceof Heard.Said(ServerReply reply)) answered(place, reply);
        }
        job.completed();
        return End.OVER;
    }

    private void answered(int place, ServerReply reply) {
        if (reply.kind() == 2) sent(place, reply);
        else job.refused(place, Troubles.inReply(session, reply, "end of DATA command"), session);
    }
}
