package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The payloads of update records: message number, kind, then what the kind has.
final class UpdateFormat {
    /// Queue, flags, time of the next attempt. The last one holds.
    static final int STATE = 1;
    /// Any number of attempts. All hold; of one recipient the last.
    static final int ATTEMPTS = 2;
    /// An envelope in place of the message's own. The last one holds.
    static final int ENVELOPE = 3;

    private static final int AT_KIND = 8;
    private static final int EXPIRED = 1;

    private UpdateFormat() {}

    static long number(ByteBuffer payload) {
        return payload.getLong(0);
    }

    static int kind(ByteBuffer payload) {
        return payload.get(AT_KIND);
    }

    static ByteBuffer state(Entry entry) {
        return new Encoder(24).fixed(entry.number).octet(STATE).octet(code(entry.kept))
            .octet(entry.expired ? EXPIRED : 0).fixed(entry.nextTry).done();
    }

    static void readState(Entry entry, ByteBuffer payload) {
        var in = new Decoder(payload.slice(AT_KIND + 1, payload.limit() - AT_KIND - 1));
        entry.kept = queue(in.octet());
        entry.expired = (in.octet() & EXPIRED) != 0;
        entry.nextTry = in.fixed();
    }

    private static int code(QueueName queue) {
        return switch (queue) {
            case INCOMING, ACTIVE -> 1;
            case DEFERRED -> 2;
            case HOLD -> 3;
            case CORRUPT -> 4;
            case MAILDROP -> 5;
        };
    }

    /// What a later version may write that this one does not know is looked at anew, as after a crash.
    private static QueueName queue(int code) {
        return switch (code) {
            case 2 -> QueueName.DEFERRED;
            case 3 -> QueueName.HOLD;
            case 4 -> QueueName.CORRUPT;
            case 5 -> QueueName.MAILDROP;
            default -> QueueName.INCOMING;
        };
    }

    static ByteBuffer attempts(Entry entry, Collection<Attempt> attempts) {
        var out = new Encoder(64 + 160 * attempts.size()).fixed(entry.number).octet(ATTEMPTS);
        for (var attempt : attempts) AttemptFormat.write(out, attempt);
        return out.done();
    }

    /// Adds to what is known of each recipient.
    static void readAttempts(ByteBuffer payload, Map<Integer, Attempt> into) throws IOException {
        var in = new Decoder(payload.slice(AT_KIND + 1, payload.limit() - AT_KIND - 1));
        while (in.hasMore()) {
            var attempt = AttemptFormat.read(in);
            into.put(attempt.recipient(), attempt);
        }
    }

    static ByteBuffer envelope(Entry entry, Envelope envelope) {
        var out = new Encoder(256).fixed(entry.number).octet(ENVELOPE).fixed(Entry.micros(envelope.arrival()));
        EnvelopeFormat.write(out, envelope, List.of());
        return out.done();
    }

    static long arrival(ByteBuffer payload) {
        return payload.getLong(AT_KIND + 1);
    }

    static Envelope readEnvelope(ByteBuffer payload) throws IOException {
        return EnvelopeFormat.read(payload.slice(AT_KIND + 9, payload.limit() - AT_KIND - 9)).envelope();
    }
}
