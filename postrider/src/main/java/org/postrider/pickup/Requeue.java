package org.postrider.pickup;

import static org.postrider.cleanup.CleanupParams.CONTENT_FILTER;
import static org.postrider.cleanup.CleanupParams.RECEIVE_OVERRIDES;
import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.config.SiteParams.MYHOSTNAME;

import java.io.IOException;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postrider.address.Quoting;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.DateHeader;
import org.postrider.message.ReceivedHeader;
import org.postrider.os.Identity;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Takes messages in anew that an operator wants to be (`postsuper -r`): under another id, with what is left of their
/// recipients rewritten again, past the same content filter as fresh local mail, and past no milter. Safe for any
/// thread.
///
/// A crash between the new message and the removal of the old one leaves both.
public final class Requeue {
    private static final int PIECE = 1 << 16;
    /// Attributes that belong to the message's life up to here.
    private static final Set<String> SPENT = Set.of(Envelope.TOLD, "warned", "content_filter", "redirect");

    private final Settings settings;
    private final Parts parts;
    private final Set<QueueId> busy = ConcurrentHashMap.newKeySet();

    /// What it works with.
    public record Parts(QueueStore store, Intake intake, Time time, Log log) {}

    public Requeue(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /// Takes in what waits for it. What fails waits for the next call.
    public void all() {
        parts.store().forEach(entry -> {
            if (entry.queue() == QueueName.MAILDROP) take(entry.id());
        });
    }

    /// Takes in one message, unless it is not (or no longer) one that waits for that.
    public void take(QueueId id) {
        if (!busy.add(id)) return;
        try {
            var message = parts.store().read(id);
            if (message.isPresent() && message.get().queue() == QueueName.MAILDROP && bring(message.get()))
                parts.store().remove(id);
        } catch (IOException failed) {
            parts.log().warning(id + ": cannot be requeued now: " + failed.getMessage());
        } finally {
            busy.remove(id);
        }
    }

    /// @return whether it is safe under its new id
    private boolean bring(QueuedMessage message) throws IOException {
        var open = message.open();
        if (open.isEmpty()) return true;
        try (var draft = parts.intake().begin(envelope(message.envelope()), Intake.Source.SUBMITTED)) {
            int uid = Identity.current().euid();
            parts.log().info(draft.id() + ": uid=" + Integer.toUnsignedString(uid) + " from=<"
                + Quoting.header(message.envelope().sender()) + "> orig_id=" + message.id());
            for (var recipient : open)
                draft.recipient(recipient.address(), recipient.original(), recipient.orcpt(), recipient.notices());
            content(message, draft, uid);
            return switch (draft.commit()) {
                case Draft.Verdict.Queued(), Draft.Verdict.Discarded() -> true;
                case Draft.Verdict.Failed(Draft.Problem problem, String text) -> {
                    parts.log().warning("maildrop/" + message.id() + ": error writing " + draft.id() + ": "
                        + problem.name() + (text.isEmpty() ? "" : " " + text));
                    yield false;
                }
            };
        }
    }

    private Envelope envelope(Envelope old) {
        var attributes = new HashMap<>(old.attributes());
        attributes.keySet().removeAll(SPENT);
        String filter = settings.get(CONTENT_FILTER), overrides = settings.get(RECEIVE_OVERRIDES);
        if (!filter.isEmpty()) attributes.put("content_filter", filter);
        attributes.put(Intake.OVERRIDES, (overrides + " no_milters").strip());
        attributes.put(Envelope.CREATED, String.valueOf(parts.time().now().getEpochSecond()));
        return new Envelope(old.sender(), old.arrival(), old.fullName(), old.origin(), old.options(), attributes);
    }

    private void content(QueuedMessage message, Draft draft, int uid) throws IOException {
        byte[] received = Latin1.bytes(ReceivedHeader.local(settings.get(MYHOSTNAME), settings.get(MAIL_NAME),
            Integer.toUnsignedLong(uid), draft.id().text(), DateHeader.local().text(parts.time().now())));
        draft.content(received, 0, received.length);
        byte[] piece = new byte[PIECE];
        try (var in = message.content().open()) {
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) draft.content(piece, 0, got);
        }
    }
}
