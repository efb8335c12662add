package org.postrider.cleanup;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.postrider.text.Bytes;
import org.postrider.text.Latin1;

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
    private final Orders orders = new Orders();
    private final Facts facts;
    private final ContentChecks checks;
    private final HeaderPass header;
    private final MimeWalk walk;
    private boolean ended;

    MessageDraft(Cleanup cleanup, Incoming incoming, Envelope envelope, Intake.Source source) {
        this.cleanup = cleanup;
        this.incoming = incoming;
        this.envelope = envelope;
        handling = cleanup.handling(source, envelope);
        log = cleanup.parts().log().numbered(cleanup.number());
        trouble = new Trouble(handling.returns() ? SEVERE : Set.of(Problem.values()));
        recipients = new Recipients(cleanup.recipients());
        attributes = new HashMap<>();
        envelope.attributes().forEach(this::attribute);
        var rules = cleanup.rules();
        out = new Out(incoming, trouble, log, new Out.Size(rules.sizeLimit(), handling.returns() ? KEPT : 0));
        facts = facts(source, cleanup.parts().time().now());
        checks = new ContentChecks(rules.checks(), facts, orders, handling.checks());
        header = new HeaderPass(rules, facts, out, checks);
        walk = new MimeWalk(rules.limits(), rules.mime(), handling.checks() ? rules.report() : Set.of(), header);
    }

    private Facts facts(Intake.Source source, Instant created) {
        var passage = new Passage(incoming.id(), log, trouble, handling.maps());
        boolean remote = envelope.attribute("rewrite_context").equals("remote");
        var context = remote ? Rewriter.Context.REMOTE : Rewriter.Context.LOCAL;
        var sender = cleanup.addresses().sender(envelope.sender(), passage);
        if (handling.copies()) cleanup.addresses().senderCopy(sender, passage).ifPresent(bcc -> copy(bcc, passage));
        return new Facts(passage, cleanup.addresses(), context, !remote || cleanup.rules().remoteRewrite(),
            created, envelope.arrival(), sender, envelope.fullName(), client(source), recipients::last);
    }

    private Facts.Client client(Intake.Source source) {
        var origin = envelope.origin();
        String from = !origin.clientName().isEmpty() ? origin.clientName() + "[" + origin.clientAddress() + "]"
            : source == Intake.Source.SUBMITTED ? "local" : "unknown";
        return new Facts.Client(from, origin.protocol(), origin.helo());
    }

    @Override public QueueId id() {
        return incoming.id();
    }

    @Override public void attribute(String name, String value) {
        if (name.equals(Intake.HOLD)) orders.hold();
        else if (name.equals(Intake.DISCARD)) trouble.discard();
        else if (attributes.size() < cleanup.rules().attributes() || attributes.containsKey(name))
            attributes.put(name, value);
        else {
            log.warning(id() + ": message rejected: attribute count exceeds limit " + cleanup.rules().attributes());
            trouble.add(Problem.BAD);
        }
    }

    @Override public void recipient(Address address, Address original, String orcpt, Set<Notify> notify) {
        if (trouble.isLethal()) return;
        var addresses = cleanup.addresses();
        var clean = addresses.recipient(address, facts.passage());
        String reported = orcpt.isEmpty() && !clean.isNull() ? reported(clean) : orcpt;
        expand(new Recipient(0, clean, original.isNull() ? address : original, reported, notify), facts.passage());
        recipients.last(clean);
        if (handling.copies())
            addresses.recipientCopy(clean, facts.passage()).ifPresent(bcc -> copy(bcc, facts.passage()));
    }

    /// The original recipient of notifications, when the client named none (RFC 3461 section 5.2.1).
    private String reported(Address recipient) {
        return (envelope.options().smtputf8() && EightBit.in(recipient.text()) ? "utf-8;" : "rfc822;") + recipient;
    }

    /// Puts the aliases of a recipient in its place.
    private void expand(Recipient given, Passage passage) {
        var aliases = cleanup.addresses().aliases(given.address(), passage);
        boolean same = aliases.equals(List.of(given.address()));
        boolean told = !same && given.notices().contains(Notify.SUCCESS);
        if (told) recipients.addExpanded(given);
        var notices = told ? withoutSuccess(given.notices()) : given.notices();
        for (var one : aliases) recipients.add(one, given.original(), given.orcpt(), notices);
    }

    /// The sender hears of the expansion, not of what becomes of each address (RFC 3461 section 5.2.7.2, option b).
    private static Set<Notify> withoutSuccess(Set<Notify> notices) {
        var left = EnumSet.copyOf(notices);
        left.remove(Notify.SUCCESS);
        return left.isEmpty() ? Set.of(Notify.NEVER) : left;
    }

    /// A recipient that is added without anybody knowing: nothing is reported about it.
    private void copy(Address bcc, Passage passage) {
        var clean = cleanup.addresses().recipient(bcc, passage);
        expand(new Recipient(0, clean, clean, "", Set.of(Notify.NEVER)), passage);
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
        if (!checks.isActive() || characters.isNone()) {
            walk.feed(bytes, offset, length);
            return;
        }
        int bad = characters.refused(bytes, offset, offset + length);
        if (bad >= 0) refuse(bytes, bad, offset, offset + length);
        else {
            byte[] stripped = characters.strip(bytes, offset, length);
            walk.feed(stripped, 0, stripped.length);
        }
    }

    /// Takes what stands before the line with a bad character, and goes on behind it when that is of use.
    private void refuse(byte[] bytes, int bad, int from, int to) {
        int start = bad, end = Bytes.indexOf(bytes, (byte) '\n', bad, to);
        while (start > from && bytes[start - 1] != '\n') start--;
        int stop = end < 0 ? to : end;
        if (start > from) walk.feed(bytes, from, start - from);
        checks.reject(Latin1.of(bytes, start, stop - start), "disallowed character");
        if (!trouble.isLethal() && end >= 0 && end + 1 < to) walk.feed(bytes, end + 1, to - end - 1);
    }

    @Override public Verdict commit() {
        if (ended) throw new IllegalStateException("a message is committed once");
        ended = true;
        finish();
        if (trouble.has(Problem.SIZE)) log.warning(id() + ": queue file size limit exceeded");
        boolean discard = trouble.isDiscarded();
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
            copies();
            out.flush();
        }
        if (!trouble.isLethal() && !recipients.any()) trouble.add(Problem.RECIPIENTS);
    }

    private void copies() {
        if (!recipients.any()) return;
        if (handling.copies() && !cleanup.alwaysBcc().isNull()) copy(cleanup.alwaysBcc(), facts.passage());
        for (var bcc : orders.copies()) {
            if (trouble.isLethal()) return;
            copy(bcc, facts.passage());
        }
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

    private Envelope finished() {
        var options = envelope.options();
        boolean eightBit = options.eightBit() || header.isEightBit();
        boolean utf8 = options.smtputf8() || handling.detectsUtf8() && needsUtf8();
        orders.filter().ifPresent(filter -> attributes.put(Intake.FILTER, filter));
        orders.redirect().ifPresent(redirect -> attributes.put(Intake.REDIRECT, redirect));
        attributes.computeIfPresent(Intake.REDIRECT, (_, to) -> cleanup.addresses().standard(new Address(to)).text());
        if (!recipients.expanded().isEmpty()) attributes.put(Envelope.EXPANDED,
            recipients.expanded().stream().map(String::valueOf).collect(Collectors.joining(",")));
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
        boolean held = orders.isHeld();
        var queue = held ? QueueName.HOLD : QueueName.INCOMING;
        var finished = finished();
        var list = recipients.list();
        try {
            var content = incoming.publish(finished, list, queue);
            incoming.close();
            if (!held) announce(new QueuedMessage(id(), queue, finished, list, List.of(), content));
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
        var attempts = list.stream().filter(one -> !recipients.expanded().contains(one.index()))
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
        if (trouble.has(Problem.SIZE)) log.warning("mail_stream_cleanup: close error");
        log.info(id() + ": removed (canceled)");
    }
}
