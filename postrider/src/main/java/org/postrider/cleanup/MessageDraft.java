package org.postrider.cleanup;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.message.EightBit;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore.Incoming;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.resolve.Rewriter;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Why;

/// One message on its way through [Cleanup].
final class MessageDraft implements Draft {
    /// What a returned message may show of itself, at most; Postfix's default `bounce_size_limit`. Beyond it, only the
    /// header is returned.
    private static final int KEPT = 50_000;
    /// Trouble that makes it useless to look on, when the sender gets the message back with all its recipients.
    private static final Set<Problem> SEVERE = Set.of(Problem.BAD, Problem.WRITE, Problem.SIZE, Problem.DEFER);
    private static final Set<Problem> NOT_RETURNED =
        Set.of(Problem.BAD, Problem.WRITE, Problem.DEFER, Problem.RECIPIENTS);

    private final Cleanup cleanup;
    private final Incoming incoming;
    private final Envelope envelope;
    private final Handling handling;
    private final Log log;
    private final Trouble trouble;
    private final Recipients recipients;
    private final Map<String, String> attributes;
    private final Out out;
    private final Facts facts;
    private final HeaderPass header;
    private final MimeWalk walk;
    private boolean discard;
    private boolean ended;

    MessageDraft(Cleanup cleanup, Incoming incoming, Envelope envelope, Intake.Source source) {
        this.cleanup = cleanup;
        this.incoming = incoming;
        this.envelope = envelope;
        handling = Handling.of(source, envelope);
        log = cleanup.parts().log().numbered(cleanup.number());
        trouble = new Trouble(handling.returns() ? SEVERE : Set.of(Problem.values()));
        recipients = new Recipients(cleanup.recipients());
        attributes = new HashMap<>(envelope.attributes());
        var rules = cleanup.rules();
        out = new Out(incoming, trouble, log, new Out.Size(rules.sizeLimit(), handling.returns() ? KEPT : 0));
        facts = facts(cleanup.parts().time().now());
        header = new HeaderPass(rules, facts, out, trouble);
        walk = new MimeWalk(rules.limits(), rules.mime(), handling.checks() ? rules.report() : Set.of(), header);
    }

    private Facts facts(Instant created) {
        boolean remote = envelope.attribute("rewrite_context").equals("remote");
        var context = remote ? Rewriter.Context.REMOTE : Rewriter.Context.LOCAL;
        var sender = cleanup.addresses().sender(envelope.sender());
        return new Facts(incoming.id(), log, cleanup.addresses(), context, !remote || cleanup.rules().remoteRewrite(),
            created, envelope.arrival(), sender, envelope.fullName(), origin(), recipients::lastText);
    }

    private String origin() {
        var origin = envelope.origin();
        return origin.clientName().isEmpty() ? "local" : origin.clientName() + "[" + origin.clientAddress() + "]";
    }

    @Override public QueueId id() {
        return incoming.id();
    }

    @Override public void attribute(String name, String value) {
        attributes.put(name, value);
    }

    @Override public void recipient(Address address, Address original, String orcpt, Set<Notify> notify) {
        if (trouble.isLethal()) return;
        var clean = cleanup.addresses().recipient(address);
        recipients.last(clean);
        String reported = orcpt.isEmpty() && !clean.isNull() ? "rfc822;" + clean : orcpt;
        recipients.add(clean, original.isNull() ? address : original, reported, notify);
    }

    @Override public void content(byte[] bytes, int offset, int length) {
        if (trouble.isLethal()) return;
        if (cleanup.rules().replaceCr() && Characters.hasCr(bytes, offset, length)) {
            byte[] clean = Characters.withoutCr(bytes, offset, length);
            checked(clean, 0, length);
        } else checked(bytes, offset, length);
    }

    private void checked(byte[] bytes, int offset, int length) {
        var characters = cleanup.characters();
        if (!handling.checks() || characters.isNone()) {
            walk.feed(bytes, offset, length);
        } else if (characters.refuses(bytes, offset, length)) {
            log.info(facts.id() + ": reject: content from " + facts.origin() + "; from=<" + facts.sender()
                + ">: 5.7.1 disallowed character");
            trouble.add(Problem.CONTENT, "5.7.1 disallowed character");
        } else {
            byte[] stripped = characters.strip(bytes, offset, length);
            walk.feed(stripped, 0, stripped.length);
        }
    }

    @Override public Verdict commit() {
        if (ended) throw new IllegalStateException("a message is committed once");
        ended = true;
        finish();
        if (trouble.isNone() && !discard) return publish();
        var verdict = discard ? new Verdict.Discarded() : failed();
        incoming.close();
        log.info(id() + ": removed (" + (verdict instanceof Verdict.Failed ? "canceled" : "discarded") + ")");
        return verdict;
    }

    private void finish() {
        if (!trouble.isLethal()) {
            walk.finish();
            structure();
            if (handling.copies() && recipients.any() && !cleanup.alwaysBcc().isNull()) copy(cleanup.alwaysBcc());
            out.flush();
        }
        if (!trouble.isLethal() && !recipients.any()) trouble.add(Problem.RECIPIENTS);
    }

    /// What is wrong with the structure counts when all of it is known, the gravest of it.
    private void structure() {
        for (var kind : MimeTrouble.values())
            if (walk.found().contains(kind) && isRefused(kind)) {
                trouble.addUnlessTold(Problem.CONTENT, "5.6.0 " + kind.text());
                return;
            }
    }

    private boolean isRefused(MimeTrouble kind) {
        return kind != MimeTrouble.NON_EMPTY_END || cleanup.rules().endOfHeader() == Rules.EndOfHeader.REJECT;
    }

    /// A recipient that is added without anybody knowing: nothing is reported about it.
    private void copy(Address bcc) {
        var clean = cleanup.addresses().recipient(bcc);
        recipients.add(clean, clean, "", Set.of(Notify.NEVER));
    }

    private Envelope finished() {
        var options = envelope.options();
        boolean eightBit = options.eightBit() || header.isEightBit();
        boolean utf8 = options.smtputf8() || handling.detectsUtf8() && needsUtf8();
        if (!header.messageId().isEmpty()) attributes.put("message_id", header.messageId());
        var words = new ArrayList<String>(2);
        if (header.hasEightBitHeader()) words.add("header");
        if (EightBit.in(facts.sender().text())) words.add("sender");
        if (!words.isEmpty()) attributes.put("eight_bit", String.join(" ", words));
        return new Envelope(facts.sender(), envelope.arrival(), envelope.fullName(), envelope.origin(),
            new Envelope.Options(options.ret(), options.envid(), eightBit, utf8, options.requireTls()), attributes);
    }

    private boolean needsUtf8() {
        return header.hasEightBitHeader() || EightBit.in(facts.sender().text())
            || recipients.list().stream().anyMatch(one -> EightBit.in(one.address().text()));
    }

    private Verdict publish() {
        var finished = finished();
        var list = recipients.list();
        try {
            var content = incoming.publish(finished, list, QueueName.INCOMING);
            incoming.close();
            announce(new QueuedMessage(id(), QueueName.INCOMING, finished, list, List.of(), content));
            return new Verdict.Queued();
        } catch (IOException e) {
            log.warning(id() + ": write queue file: " + e.getMessage());
            incoming.close();
            return new Verdict.Failed(Problem.WRITE, "");
        }
    }

    /// The message is safe: whatever goes wrong now, the client must not send it again.
    private void announce(QueuedMessage message) {
        try {
            cleanup.parts().arrivals().accept(message);
        } catch (RuntimeException bug) {
            log.panic(id() + ": a queued message was not taken over", bug);
        }
    }

    private Verdict failed() {
        var problem = trouble.gravest();
        boolean mayReturn = handling.returns() && NOT_RETURNED.stream().noneMatch(trouble::has);
        if (!mayReturn) return new Verdict.Failed(problem, trouble.reason());
        return giveBack(problem) ? new Verdict.Discarded() : new Verdict.Failed(Problem.WRITE, "");
    }

    private boolean giveBack(Problem problem) {
        String told = trouble.reason().isEmpty() ? Standard.text(problem) : trouble.reason();
        int blank = told.indexOf(' ');
        var why = Why.of(told.substring(0, blank), told.substring(blank + 1));
        var list = recipients.list();
        if (list.isEmpty()) list = List.of(Recipient.of(0, new Address("unknown")));
        var attempts = list.stream()
            .map(one -> new Attempt(one.index(), cleanup.parts().time().now(), new Fate.Bounced(why))).toList();
        boolean bare = trouble.has(Problem.CONTENT) || trouble.has(Problem.SIZE) || out.size() > KEPT;
        return cleanup.parts().returns().accept(
            new QueuedMessage(id(), QueueName.INCOMING, finished(), list, attempts, Content.of(out.kept())),
            bare ? Parts.Returns.Contents.HEADERS_ONLY : Parts.Returns.Contents.AS_ASKED);
    }

    @Override public void close() {
        if (ended) return;
        ended = true;
        incoming.close();
    }
}
