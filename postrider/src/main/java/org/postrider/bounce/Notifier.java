package org.postrider.bounce;

import static org.postrider.bounce.BounceParams.BOUNCE_RECIPIENT;
import static org.postrider.bounce.BounceParams.DELAY_RECIPIENT;
import static org.postrider.bounce.BounceParams.DOUBLE_BOUNCE_RECIPIENT;
import static org.postrider.bounce.BounceParams.NOTIFY_CLASSES;
import static org.postrider.bounce.BounceParams.SIZE_LIMIT;
import static org.postrider.bounce.BounceParams.TEMPLATE_FILE;
import static org.postrider.bounce.BounceParams.THREADED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.cleanup.CleanupParams;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.cleanup.InternalMail;
import org.postrider.cleanup.Parts.Returns.Contents;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.log.Log;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueuedMessage;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Tells senders what became of their mail. Safe for any thread.
public final class Notifier {
    /// What there is to tell.
    public enum Kind {
        /// recipients failed for good
        BOUNCED,
        /// recipients are given up for age
        EXPIRED,
        /// recipients still wait
        DELAYED,
        /// recipients got it
        DELIVERED,
        /// what was asked for with `sendmail -bv` or `-v`, whatever came of it
        REPORTED
    }

    /// What a notifier works with.
    ///
    /// @param waits what delay notices say about time
    public record Parts(Intake intake, Time time, Log log, Waits waits) {}

    /// @param warning  `delay_warning_time`
    /// @param lifetime `maximal_queue_lifetime`
    public record Waits(Duration warning, Duration lifetime) {}

    /// @param mail    log line, before `: NEWID`
    /// @param classes one of them sends a copy to the postmaster
    /// @param copy    log line of the copy
    private record Style(Template template, String mail, Set<String> classes, Param<String> postmaster, String copy) {}

    private final Settings settings;
    private final Parts parts;
    private final Templates templates;
    private final Set<String> classes;
    private final Report.Look.Site site;
    private final Address doubleBounce;
    private final InternalMail.Writer writer;

    /// @throws org.postrider.config.ConfigException when the template file is wrong
    public Notifier(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        templates = Templates.of(settings, settings.get(TEMPLATE_FILE), parts.log());
        writer = new InternalMail.Writer(parts.intake(), settings, parts.time());
        classes = Classes.of(settings.get(NOTIFY_CLASSES));
        site = new Report.Look.Site(settings.get(SiteParams.MYHOSTNAME), atom(settings.get(SiteParams.MAIL_NAME)),
            complete("MAILER-DAEMON"), writer.writesUtf8(), settings.get(THREADED));
        doubleBounce = complete(settings.get(SiteParams.DOUBLE_BOUNCE_SENDER));
    }

    private Address complete(String address) {
        return new Address(address.indexOf('@') >= 0 ? address : address + "@" + settings.get(SiteParams.MYORIGIN));
    }

    /// RFC 3464 wants an atom.
    private static String atom(String name) {
        var out = new StringBuilder(name);
        for (int i = 0; i < out.length(); i++)
            if (" \t\r\n()<>@,;:\\\".[]".indexOf(out.charAt(i)) >= 0) out.setCharAt(i, '-');
        return out.toString();
    }

    private Style style(Kind kind) {
        return switch (kind) {
            case BOUNCED, EXPIRED -> new Style(templates.failure(), "non-delivery notification", Set.of("bounce"),
                BOUNCE_RECIPIENT, "postmaster non-delivery notification");
            case DELAYED -> new Style(templates.delay(), "delay notification", Set.of("delay"), DELAY_RECIPIENT,
                "postmaster delay notification");
            case DELIVERED -> new Style(templates.success(), "delivery status notification", Set.of(),
                DOUBLE_BOUNCE_RECIPIENT, "");
            case REPORTED -> new Style(templates.verify(), "delivery status notification", Set.of(),
                DOUBLE_BOUNCE_RECIPIENT, "");
        };
    }

    /// Queues a notice if the sender, `notify_classes` and the recipients' NOTIFY want one.
    ///
    /// @param attempts those to be told of; their recipients are the message's
    /// @return false when it could not be queued now
    public boolean tell(Kind kind, QueuedMessage message, List<Attempt> attempts) {
        return tell(kind, message, attempts, false);
    }

    /// For mail that never came into the queue; see [org.postrider.cleanup.Parts.Returns].
    public boolean giveBack(QueuedMessage message, Contents contents) {
        return tell(Kind.BOUNCED, message, message.history(),
            contents == Contents.HEADERS_ONLY);
    }

    private boolean tell(Kind kind, QueuedMessage message, List<Attempt> attempts, boolean bare) {
        // A report is of one round, whose deliveries run side by side: their order means nothing.
        var ordered = attempts.stream().sorted(kind == Kind.REPORTED ? Comparator.comparingInt(Attempt::recipient)
            : Comparator.comparing(Attempt::when)).map(attempt ->
                kind == Kind.REPORTED ? by(attempt) : attempt).toList();
        var style = style(kind);
        var sender = message.envelope().sender();
        if (Latin1.same(sender.text(), doubleBounce.text())) return discarded(kind, message);
        if (sender.isNull()) return aboutNotice(kind, style, message, ordered);
        if (!toSender(kind, style, new Job(message, ordered, bare))) return false;
        if (!style.classes.isEmpty() && style.classes.stream().anyMatch(classes::contains))
            copy(style, new Job(message, ordered, true));
        return true;
    }

    /// Says who was asked, unless that is said already.
    private static Attempt by(Attempt attempt) {
        var old = attempt.fate().why();
        if (attempt.relay().isEmpty() || old.text().startsWith("delivery via ")) return attempt;
        var why = new Why(old.status(), "delivery via " + attempt.relay() + ": " + old.text(), old.diagnostic(),
            old.mta());
        return new Attempt(attempt.recipient(), attempt.when(), switch (attempt.fate()) {
            case Fate.Delivered _ -> new Fate.Delivered(why);
            case Fate.Relayed _ -> new Fate.Relayed(why);
            case Fate.PassedOn _ -> new Fate.PassedOn(why);
            case Fate.Expanded _ -> new Fate.Expanded(why);
            case Fate.Deferred _ -> new Fate.Deferred(why);
            case Fate.Bounced _ -> new Fate.Bounced(why);
        }, attempt.relay());
    }

    private boolean discarded(Kind kind, QueuedMessage message) {
        if (kind == Kind.DELIVERED || kind == Kind.REPORTED)
            parts.log().info(message.id() + ": not sending trace/success notification for double-bounce message");
        else parts.log().warning(message.id() + ": undeliverable postmaster notification discarded");
        return true;
    }

    /// What notice is about.
    ///
    /// @param bare only the header is returned, whatever was asked for
    private record Job(QueuedMessage message, List<Attempt> attempts, boolean bare) {}

    /// A notice that cannot be delivered itself goes to the postmaster, if he wants it, or nowhere.
    private boolean aboutNotice(Kind kind, Style style, QueuedMessage message, List<Attempt> attempts) {
        boolean success = kind == Kind.DELIVERED || kind == Kind.REPORTED;
        boolean wanted = kind == Kind.DELAYED ? classes.contains("delay")
            : classes.contains("2bounce") || !success && classes.contains("bounce");
        if (!wanted) {
            if (success) parts.log().info(message.id()
                + ": not sending trace/success notification for single-bounce message");
            return true;
        }
        var postmaster = new Address(settings.get(kind == Kind.DELAYED ? DELAY_RECIPIENT : DOUBLE_BOUNCE_RECIPIENT));
        var job = new Job(message, attempts, success);
        if (success) return send(style, job, new Way(doubleBounce, postmaster, false, "sender " + style.mail));
        boolean sent = send(style, job, new Way(doubleBounce, postmaster, true, style.copy));
        if (!sent) parts.log().warning(message.id() + ": postmaster notification failed");
        return sent;
    }

    private boolean toSender(Kind kind, Style style, Job job) {
        var wanted = job.attempts.stream().filter(attempt -> isWanted(kind, job.message, attempt)).toList();
        if (wanted.isEmpty()) return true;
        boolean bare = job.bare || switch (kind) {
            case BOUNCED, EXPIRED -> job.message.envelope().options().ret() == Ret.HDRS;
            case DELAYED, DELIVERED, REPORTED -> true;
        };
        var sender = job.message.envelope().sender();
        boolean sent = send(style, new Job(job.message, wanted, bare),
            new Way(Address.NULL, sender, false, "sender " + style.mail));
        if (!sent) parts.log().warning(job.message.id() + ": sender notification failed to " + sender);
        return sent;
    }

    private static boolean isWanted(Kind kind, QueuedMessage message, Attempt attempt) {
        var notices = message.recipients().get(attempt.recipient()).notices();
        return switch (kind) {
            case BOUNCED, EXPIRED -> notices.isEmpty() || notices.contains(Notify.FAILURE);
            case DELAYED -> notices.isEmpty() || notices.contains(Notify.DELAY);
            case DELIVERED, REPORTED -> true;
        };
    }

    /// The postmaster's copy is not worth sending the sender's notice twice: when it fails, that is only logged.
    private void copy(Style style, Job job) {
        var postmaster = new Address(settings.get(style.postmaster));
        if (!send(style, job, new Way(doubleBounce, postmaster, true, style.copy)))
            parts.log().warning(job.message.id() + ": postmaster notice failed while bouncing to "
                + job.message.envelope().sender());
    }

    /// @param copy for the postmaster: without the polite text
    /// @param logged what is logged before the new message's id
    private record Way(Address from, Address to, boolean copy, String logged) {}

    private boolean send(Style style, Job job, Way way) {
        var about = job.message;
        var now = parts.time().now();
        var options = about.envelope().options();
        var envelope = new Envelope(way.from, now, "", Origin.LOCAL, new Envelope.Options(Ret.UNSAID, "", false,
            options.smtputf8(), options.requireTls()), Map.of());
        try (var mail = writer.begin(envelope, way.to)) {
            parts.log().info(about.id() + ": " + way.logged + ": " + mail.id());
            var report = new Report(mail, about, new Report.Look(site, style.template, way.copy, now));
            report.header(way.to);
            if (!way.copy) report.text(style.template.expanded(settings, parts.waits()));
            report.reasons(job.attempts);
            report.fields(job.attempts, about.envelope().arrival().plus(parts.waits().lifetime()));
            report.original(job.bare || about.content().size() > settings.get(SIZE_LIMIT));
            return switch (mail.commit()) {
                case Draft.Verdict.Queued(), Draft.Verdict.Discarded() -> true;
                case Draft.Verdict.Failed(Draft.Problem problem, String text) -> {
                    parts.log().warning(about.id() + ": notification failed: " + problem + " " + text);
                    yield false;
                }
            };
        } catch (IOException e) {
            parts.log().warning(about.id() + ": notification failed: " + e.getMessage());
            return false;
        }
    }
}
