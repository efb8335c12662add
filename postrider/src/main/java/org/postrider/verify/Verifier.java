package org.postrider.verify;

import static org.postrider.config.SiteParams.MYORIGIN;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.cleanup.InternalMail;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.status.Fate;
import org.postrider.table.Fold;
import org.postrider.time.Time;
import org.postrider.verify.VerifyCache.Known;

/// The [AddressVerifier] that sends probes. Safe for any thread.
public final class Verifier implements AddressVerifier {
    /// Envelope attribute: what Postfix calls trace flags, as a decimal number.
    public static final String TRACE_FLAGS = "trace_flags";
    /// The bit of it that makes a message a probe of ours.
    public static final int PROBE = 1 << 8;
    /// A probe that has not come back by then is lost: seconds.
    private static final long PROBE_LIFE = 1000;
    private static final Answer IN_PROGRESS = new Answer(Status.PENDING, "Address verification in progress");

    private final VerifyCache cache;
    private final Time time;
    private final Log log;
    private final InternalMail.Writer writer;
    private final Address sender;
    private final boolean cachesFailures;
    private final Ages good, bad;

    /// @param refresh seconds after which it is probed again, and still holds
    /// @param expire  seconds after which it does not hold any more
    private record Ages(long refresh, long expire) {
        static Ages of(Duration refresh, Duration expire) {
            return new Ages(refresh.toSeconds(), expire.toSeconds());
        }
    }

    /// What a verifier works with.
    public record Parts(VerifyCache cache, Intake intake, Time time, Log log) {}

    public Verifier(Settings settings, Parts parts) {
        cache = parts.cache();
        time = parts.time();
        log = parts.log();
        writer = new InternalMail.Writer(parts.intake(), settings, time);
        String from = settings.get(VerifyParams.SENDER);
        boolean none = from.isEmpty() || from.equals("<>");
        sender = none ? Address.NULL : new Address(from.indexOf('@') < 0 ? from + "@" + settings.get(MYORIGIN) : from);
        cachesFailures = settings.get(VerifyParams.NEGATIVE_CACHE);
        good = Ages.of(settings.get(VerifyParams.POSITIVE_REFRESH), settings.get(VerifyParams.POSITIVE_EXPIRE));
        bad = Ages.of(settings.get(VerifyParams.NEGATIVE_REFRESH), settings.get(VerifyParams.NEGATIVE_EXPIRE));
    }

    private long now() {
        return time.now().getEpochSecond();
    }

    private static String key(Address address) {
        return Fold.key(address.text());
    }

    private Ages ages(Known entry) {
        return entry.answer().status() == Status.OK ? good : bad;
    }

    /// Answers with what is known; sends a probe when that is too little or too old.
    @Override public Answer query(Address address) {
        long now = now();
        String key = key(address);
        var entry = cache.find(key).filter(one -> now - one.probed() <= PROBE_LIFE || !isOver(one, now))
            .orElse(new Known(IN_PROGRESS, 0, 0));
        boolean needed = now - entry.probed() > PROBE_LIFE && entry.updated() + ages(entry).refresh < now;
        if (needed) probe(address, new Known(entry.answer(), now, entry.updated()));
        return entry.answer();
    }

    private boolean isOver(Known entry, long now) {
        return entry.updated() + ages(entry).expire < now;
    }

    private void probe(Address address, Known entry) {
        String key = key(address);
        boolean kept = entry.updated() != 0 || cachesFailures;
        if (kept) cache.put(key, entry);
        if (!sent(address) && kept) cache.put(key, new Known(entry.answer(), 0, entry.updated()));
    }

    private boolean sent(Address address) {
        var envelope = new Envelope(sender, time.now(), "", Origin.LOCAL, Envelope.Options.NONE,
            Map.of(TRACE_FLAGS, Integer.toString(PROBE)));
        try (var mail = writer.begin(envelope, address)) {
            mail.line("");
            if (!(mail.commit() instanceof Draft.Verdict.Failed(var problem, String text))) return true;
            log.warning("probe of <" + address + "> not taken: " + problem + (text.isEmpty() ? "" : ": " + text));
        } catch (IOException failure) {
            log.warning("cannot queue a probe of <" + address + ">: " + failure.getMessage());
        }
        return false;
    }

    /// A probe has come back.
    ///
    /// @param address as it was asked for
    public void probed(Address address, Fate fate) {
        var status = switch (fate) {
            case Fate.Delivered _, Fate.Relayed _, Fate.PassedOn _, Fate.Expanded _ -> Status.OK;
            case Fate.Deferred _ -> Status.DEFERRED;
            case Fate.Bounced _ -> Status.BOUNCED;
        };
        String key = key(address);
        long now = now();
        var found = new Known(new Answer(status, fate.why().text()), 0, now);
        // one bad day does not make a good address bad before its time; it is probed again when next asked for
        boolean stays = status != Status.OK && cache.find(key).filter(old -> old.answer().status() == Status.OK
            && !isOver(old, now)).isPresent();
        if (!stays) cache.put(key, found);
    }
}
