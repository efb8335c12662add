package org.postrider.agent.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.postrider.address.Quoting;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.config.SiteParams;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.message.DateHeader;
import org.postrider.queue.Envelope;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Ret;
import org.postrider.status.Why;
import org.postrider.table.Fold;
import org.postrider.time.Time;

/// Puts a [Forwarding] into the queue.
final class Forwarder {
    private static final String FAILED = "unable to forward message";
    private static final int PIECE = 64 << 10;
    /// Envelope attribute that the new message has, too.
    private static final String CONTEXT = "rewrite_context";

    private final Intake intake;
    private final Rules rules;
    private final Time time;

    Forwarder(Intake intake, Rules rules, Time time) {
        this.intake = intake;
        this.rules = rules;
        this.time = time;
    }

    /// Nothing is sent on when a part of the recipient has to be tried again: it would be sent on again, then.
    void send(Job job) {
        for (var message : job.forwarding().messages().entrySet()) {
            if (job.deferrals() > 0) return;
            send(job, message.getKey(), message.getValue());
        }
    }

    private void send(Job job, Forwarding.Key key, List<Recipient> recipients) {
        var target = Target.of(job.recipient(), key.sender());
        try (var draft = intake.begin(envelope(job.request(), key), Intake.Source.FORWARDED)) {
            for (var recipient : recipients)
                draft.recipient(recipient.address(), recipient.original(), recipient.orcpt(), recipient.notices());
            copy(job.request(), header(key, draft), draft);
            switch (draft.commit()) {
                case Draft.Verdict.Queued(), Draft.Verdict.Discarded() -> job.report(target,
                    new Fate.PassedOn(Why.of("2.0.0", "forwarded as " + draft.id())), job.relay());
                case Draft.Verdict.Failed(Draft.Problem problem, String text) -> {
                    job.log().warning(job.request().id() + ": " + FAILED + ": " + problem + " " + text);
                    job.defer(target, "4.3.0", FAILED);
                }
            }
        } catch (IOException e) {
            job.log().warning(job.request().id() + ": " + FAILED + ": " + e.getMessage());
            job.defer(target, "4.3.0", FAILED);
        }
    }

    private Envelope envelope(DeliveryRequest request, Forwarding.Key key) {
        var old = request.envelope();
        var said = old.options();
        var options = new Envelope.Options(key.list() ? Ret.UNSAID : said.ret(), key.list() ? "" : said.envid(),
            said.eightBit(), said.smtputf8(), said.requireTls());
        String context = old.attribute(CONTEXT);
        return new Envelope(key.sender(), time.now(), "", old.origin(), options,
            context.isEmpty() ? Map.of() : Map.of(CONTEXT, context));
    }

    private String header(Forwarding.Key key, Draft draft) {
        String received = "Received: by " + rules.get(SiteParams.MYHOSTNAME) + " (" + rules.get(SiteParams.MAIL_NAME)
            + ")\n\tid " + draft.id() + "; " + DateHeader.local().text(time.now()) + "\n";
        if (!rules.marked().contains(Rules.Marked.FORWARD)) return received;
        return received + "Delivered-To: " + Fold.key(Quoting.header(key.delivered())) + "\n";
    }

    private static void copy(DeliveryRequest request, String header, Draft draft) throws IOException {
        byte[] head = header.getBytes(ISO_8859_1);
        draft.content(head, 0, head.length);
        try (var in = request.content().open()) {
            byte[] piece = new byte[Math.clamp(request.content().size(), 1, PIECE)];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) draft.content(piece, 0, n);
        }
    }
}
