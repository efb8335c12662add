package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.DUPLICATE_FILTER_LIMIT;
import static org.postrider.cleanup.CleanupParams.ORIGINAL_RECIPIENT;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.queue.Envelope;
import org.postrider.resolve.ResolveParams;

/// The door into the queue as main.cf describes it. Safe for any thread.
public final class Cleanup implements Intake {
    private final Parts parts;
    private final Rules rules;
    private final Addresses addresses;
    private final Recipients.Policy recipients;
    private final Characters characters;
    private final Address alwaysBcc;
    private final Handling.Classes classes;
    /// Stands where others log a process id: the same for all lines about one message.
    private final AtomicLong numbers = new AtomicLong();

    /// @throws org.postrider.config.ConfigException when main.cf makes no sense here
    public Cleanup(Settings settings, Parts parts) {
        this.parts = parts;
        rules = Rules.of(settings, ResolveParams.REMOTE_HEADER_REWRITE_DOMAIN, Checks.of(settings, parts.tables()));
        addresses = new Addresses(settings, parts);
        classes = Handling.Classes.of(settings);
        recipients = new Recipients.Policy(settings.get(ORIGINAL_RECIPIENT), settings.get(DUPLICATE_FILTER_LIMIT));
        characters = Characters.of(settings);
        alwaysBcc = new Address(settings.get(CleanupParams.ALWAYS_BCC));
    }

    @Override public Draft begin(Envelope envelope, Source source) throws IOException {
        var incoming = parts.store().begin();
        try {
            return new MessageDraft(this, incoming, envelope, source);
        } catch (RuntimeException bug) {
            incoming.close();
            throw bug;
        }
    }

    Parts parts() {
        return parts;
    }

    Rules rules() {
        return rules;
    }

    Addresses addresses() {
        return addresses;
    }

    Recipients.Policy recipients() {
        return recipients;
    }

    Characters characters() {
        return characters;
    }

    Address alwaysBcc() {
        return alwaysBcc;
    }

    Handling handling(Source source, Envelope envelope) {
        return Handling.of(source, envelope, classes);
    }

    long number() {
        return numbers.incrementAndGet();
    }
}
