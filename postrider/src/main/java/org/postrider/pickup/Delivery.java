package org.postrider.pickup;

import static org.postrider.cleanup.CleanupParams.CONTENT_FILTER;
import static org.postrider.cleanup.CleanupParams.HEADER_SIZE_LIMIT;
import static org.postrider.cleanup.CleanupParams.MIME_BOUNDARY_LIMIT;
import static org.postrider.cleanup.CleanupParams.MIME_NESTING_LIMIT;
import static org.postrider.cleanup.CleanupParams.RECEIVE_OVERRIDES;
import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.config.SiteParams.MYHOSTNAME;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.address.AddressList;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.cleanup.Parts.Returns;
import org.postrider.config.Settings;
import org.postrider.message.DateHeader;
import org.postrider.message.HeaderRecipients;
import org.postrider.message.MimeWalk;
import org.postrider.message.ReceivedHeader;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.queue.Submission;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;
import org.postrider.text.Latin1;

/// Brings one file of the maildrop into the queue.
record Delivery(Settings settings, Parts parts, LineEnds.Fix fix) {
    /// What users may ask for: a report without delivery (`sendmail -bv`), and one beside it (`-v`).
    private static final Set<String> REPORTS = Set.of("512", "1024");

    /// What becomes of the file.
    enum Then { REMOVE, KEEP, SET_ASIDE }

    /// A complete file and what is known of it.
    ///
    /// @param path as the log shows it
    record Job(String path, Submitted file, Submitted.Shape.Complete shape, Submitter submitter, Instant when) {
        Submission facts() {
            return shape.facts();
        }
    }

    Then bring(Job job) throws IOException {
        var sender = sender(job);
        var envelope = envelope(job, sender);
        try (var draft = parts.intake().begin(envelope, Intake.Source.SUBMITTED)) {
            parts.log().info(draft.id() + ": uid=" + job.submitter.number() + " from=<" + Quoting.header(sender) + ">");
            var notify = notices(job.facts().get("notify").orElse(""));
            given(job.facts(), draft, notify);
            boolean named = content(job, draft, notify);
            return named ? ended(job, draft) : withoutRecipients(job, draft, envelope);
        }
    }

    private Address sender(Job job) {
        var given = job.facts().get("sender");
        if (given.isEmpty()) {
            boolean nameless = job.submitter.name().equals("unknown");
            return new Address(nameless ? job.submitter.number() : job.submitter.name());
        }
        var addresses = AddressList.parse(given.get()).addresses();
        if (addresses.size() > 1)
            parts.log().warning("-f option specified malformed sender: " + given.get());
        return addresses.isEmpty() ? Address.NULL : addresses.getFirst();
    }

    private Envelope envelope(Job job, Address sender) {
        var facts = job.facts();
        Map<String, String> attributes = new HashMap<>();
        put(attributes, "rewrite_context", facts.get("rewrite").orElse("local"));
        put(attributes, "verp_delimiters", facts.get("verp").orElse(""));
        put(attributes, "trace_flags", facts.get("trace").filter(REPORTS::contains).orElse(""));
        put(attributes, "content_filter", settings.get(CONTENT_FILTER));
        put(attributes, Intake.OVERRIDES, settings.get(RECEIVE_OVERRIDES));
        var ret = facts.is("ret", "full") ? Ret.FULL : facts.is("ret", "hdrs") ? Ret.HDRS : Ret.UNSAID;
        var options = new Envelope.Options(ret, facts.get("envid").orElse(""), facts.is("body", "8bit"),
            facts.is("smtputf8", "yes"), facts.is("requiretls", "yes"));
        String name = facts.get("name").or(() -> facts.get("NAME")).orElseGet(job.submitter::fullName);
        return new Envelope(sender, job.when, name, Origin.LOCAL, options, attributes);
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty()) attributes.put(name, value);
    }

    private static Set<Notify> notices(String bits) {
        return bits.matches("[1-9]|1[0-4]") ? Notify.of(Integer.parseInt(bits)) : Set.of();
    }

    /// The recipients of the command line, each read as a header would be: programs put lists and names there. Those of
    /// an SMTP session may have DSN parameters of their own.
    private static void given(Submission facts, Draft draft, Set<Notify> common) {
        for (int i = 0; i < facts.recipients().size(); i++) {
            var found = AddressList.parse(facts.recipients().get(i)).addresses();
            String dsn = facts.get("dsn." + i).orElse("");
            int blank = dsn.indexOf(' ');
            var notify = blank > 0 ? notices(dsn.substring(0, blank)) : common;
            for (var one : found.isEmpty() ? List.of(Address.NULL) : found)
                draft.recipient(one, one, dsn.substring(blank + 1), notify);
        }
    }

    /// @return false when nobody is named as recipient
    private boolean content(Job job, Draft draft, Set<Notify> notify) throws IOException {
        byte[] received = Latin1.bytes(ReceivedHeader.local(settings.get(MYHOSTNAME), settings.get(MAIL_NAME),
            Integer.toUnsignedLong(job.submitter.uid()), draft.id().text(), DateHeader.local().text(job.when)));
        draft.content(received, 0, received.length);
        boolean extract = job.facts().is("extract", "yes");
        var header = new HeaderRecipients(new MimeWalk.Limits(settings.get(HEADER_SIZE_LIMIT),
            settings.get(MIME_NESTING_LIMIT), settings.get(MIME_BOUNDARY_LIMIT)));
        var lines = new LineEnds(fix, (bytes, length) -> {
            draft.content(bytes, 0, length);
            if (extract) header.take(bytes, length);
        });
        job.file.copy(job.shape, lines::take);
        lines.finish();
        var named = extract ? header.finish() : List.<Address>of();
        for (var recipient : named) draft.recipient(recipient, recipient, "", notify);
        return !named.isEmpty() || !job.facts().recipients().isEmpty();
    }

    private Then ended(Job job, Draft draft) {
        return switch (draft.commit()) {
            case Draft.Verdict.Queued(), Draft.Verdict.Discarded() -> Then.REMOVE;
            case Draft.Verdict.Failed(Draft.Problem problem, String text) -> {
                // A reason that cleanup gave it has logged.
                if (text.isEmpty())
                    parts.log().warning(job.path + ": error writing " + draft.id() + ": " + problem.text());
                yield problem == Draft.Problem.BAD ? Then.SET_ASIDE : Then.KEEP;
            }
        };
    }

    /// Whoever called sendmail -t is gone: he is told by mail.
    private Then withoutRecipients(Job job, Draft draft, Envelope envelope) throws IOException {
        parts.log().warning(draft.id() + ": uid=" + job.submitter.number()
            + ": no recipient addresses found in message header; returned to sender");
        var why = Why.of("5.1.0", "No recipient addresses found in message header");
        var attempt = new Attempt(0, parts.time().now(), new Fate.Bounced(why));
        var message = new QueuedMessage(draft.id(), QueueName.INCOMING, envelope,
            List.of(Recipient.of(0, new Address("unknown"))), List.of(attempt), job.file.content(job.shape));
        return parts.returns().accept(message, Returns.Contents.AS_ASKED) ? Then.REMOVE : Then.KEEP;
    }
}
