package org.postrider.smtpd;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.log.Log;
import org.postrider.message.ReceivedHeader;
import org.postrider.net.Wire;
import org.postrider.smtp.BareLf;
import org.postrider.smtp.Keyword;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Ruling;
import org.postrider.smtpd.access.Ruling.Effect;
import org.postrider.smtpd.access.Ruling.Verdict;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Reply;

/// What a session knows and remembers. For its thread.
final class State {
    private static final Set<Keyword> ALWAYS = EnumSet.of(Keyword.PIPELINING, Keyword.SIZE, Keyword.ETRN,
        Keyword.ENHANCEDSTATUSCODES, Keyword.EIGHTBITMIME, Keyword.DSN, Keyword.CHUNKING);

    final Rules rules;
    final Parts parts;
    final Wire wire;
    final Log log;
    final Chat chat;
    final Counting counting = new Counting(this);
    final Tally tally = new Tally();
    final Facts.Memory memory = new Facts.Memory();
    Facts.Client client;
    Facts.Server server;
    Rules.Rights rights;
    /// What may be used, announced or not.
    Set<Keyword> offered = EnumSet.noneOf(Keyword.class);
    Optional<String> helo = Optional.empty();
    String protocol = "SMTP";
    /// By XFORWARD, for one message.
    Optional<Forwarded> forwarded = Optional.empty();
    /// The last step, as the log tells of it.
    String where = "CONNECT";
    /// The answer to everything: refused when it connected.
    Optional<Reply> denied = Optional.empty();
    int errors;
    int junk;
    /// Sent commands before it might.
    boolean eager;
    boolean sawBareLf;
    /// The session begins anew, as another client's.
    boolean again;
    /// No more commands are read.
    boolean over;
    Optional<Mail> mail = Optional.empty();
    /// Chunks of a message that has failed are dropped.
    boolean spoiled;
    /// Bytes of such chunks.
    long discarded;
    /// What restrictions want done with the message.
    final List<Effect> effects = new ArrayList<>();
    private int messages;

    State(Rules rules, Parts parts, Wire wire, Log log) {
        this.rules = rules;
        this.parts = parts;
        this.wire = wire;
        this.log = log;
        chat = new Chat(this);
    }

    void reply(Reply reply) {
        chat.reply(reply);
        over |= reply.code() == 421 || reply.code() == 521;
    }

    /// Replies to something that counts as an error.
    Outcome fail(Reply reply) {
        reply(reply);
        return Outcome.FAILED;
    }

    Outcome good(Reply reply) {
        reply(reply);
        return Outcome.GOOD;
    }

    /// `name[address]` as logged.
    String peer() {
        return rules.switches().portLogging() ? client + ":" + client.port() : client.toString();
    }

    /// As Received: tells of the client.
    ReceivedHeader.Client origin() {
        String address = client.address();
        return new ReceivedHeader.Client(helo.orElse(client.name()), client.name(),
            address.indexOf(':') >= 0 ? "IPv6:" + address : address, List.of());
    }

    String queueId() {
        String id = mail.map(Mail::queueId).orElse("");
        return id.isEmpty() ? "NOQUEUE" : id;
    }

    /// Processing chunks of a message.
    boolean chunking() {
        return spoiled || mail.filter(one -> one.chunked).isPresent();
    }

    void reset() {
        mail.flatMap(one -> one.draft).ifPresent(draft -> draft.close());
        mail = Optional.empty();
        spoiled = false;
        discarded = 0;
        forwarded = Optional.empty();
        effects.clear();
    }

    /// For policy requests: process, second, microsecond, count.
    Mail.Start start() {
        var now = parts.time().now();
        return new Mail.Start(now, Long.toHexString(log.number()) + "." + Long.toHexString(now.getEpochSecond()) + "."
            + Integer.toHexString(now.getNano() / 1000) + "." + Integer.toHexString(messages++));
    }

    /// Takes up who the client is, from the connection or from XCLIENT.
    void meet(Facts.Client other) {
        client = other;
        var fresh = rules.rights(other.name(), other.address());
        rights = again ? fresh.withXforward(rights.xforward()) : fresh;
        offered = EnumSet.copyOf(ALWAYS);
        if (rules.switches().utf8()) offered.add(Keyword.SMTPUTF8);
        if (rules.switches().vrfy()) offered.add(Keyword.VRFY);
        if (rights.xclient()) offered.add(Keyword.XCLIENT);
        if (rights.xforward()) offered.add(Keyword.XFORWARD);
        offered.removeAll(rights.discarded());
    }

    BareLf newlines() {
        return rights.newlines();
    }

    /// A table that the session needs cannot tell: the client has to come again.
    void dataError() {
        var reply = new Reply(421, "4.3.0", rules.names().hostname() + " Server local data error");
        log.info(queueId() + ": reject: " + where + " from " + peer() + ": " + reply);
        reply(reply);
    }

    // ---- restrictions

    /// As things are.
    Facts facts() {
        return mail.isPresent() ? facts(mail.get(), mail.get().firstRecipient) : facts(helo, Facts.Transaction.NONE);
    }

    /// For a message, which may not have begun yet.
    ///
    /// @param recipient being answered, or the first one
    Facts facts(Mail message, Optional<Address> recipient) {
        return facts(helo, transaction(message, recipient));
    }

    Facts facts(Optional<String> hello, Facts.Transaction transaction) {
        return new Facts(log, client, server, session(hello), transaction);
    }

    private Facts.Session session(Optional<String> hello) {
        return new Facts.Session(where, protocol, hello, Facts.Sasl.NONE, Facts.Tls.NONE, eager, memory);
    }

    private Facts.Transaction transaction(Mail one, Optional<Address> recipient) {
        return new Facts.Transaction(Optional.of(one.sender), recipient, one.recipients,
            one.size > 0 ? one.size : one.options.size(), one.queueId(), one.instance, "", one.options.smtputf8(),
            one.chunked, has(Effect.Hold.class), has(Effect.Discard.class));
    }

    private boolean has(Class<? extends Effect> kind) {
        for (var effect : effects) if (kind.isInstance(effect)) return true;
        return false;
    }

    /// Asks the restrictions of a stage and notes what they want done. A refusal is logged and answered.
    ///
    /// @return true when the client may go on
    boolean passes(Stage stage, Facts facts) {
        return refusal(stage, facts).map(this::fail).isEmpty() && !over;
    }

    /// The same, but the answer is the caller's.
    Optional<Reply> refusal(Stage stage, Facts facts) {
        Ruling ruling = rules.restrictions().check(stage, facts);
        effects.addAll(ruling.effects());
        return switch (ruling.verdict()) {
            case Verdict.Pass() -> Optional.empty();
            case Verdict.Refuse(_, Reply reply) -> {
                rules.rejects().reject(facts.at(stage), where, reply);
                yield Optional.of(reply);
            }
            case Verdict.HangUp() -> {
                over = true;
                yield Optional.empty();
            }
        };
    }
}
