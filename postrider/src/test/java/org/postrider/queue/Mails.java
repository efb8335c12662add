package org.postrider.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.message.Content;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;

/// Messages for tests.
final class Mails {
    static final Instant ARRIVAL = Instant.parse("2026-02-03T04:05:06.789012Z");
    static final Envelope ENVELOPE = new Envelope(new Address("a@example.com"), ARRIVAL, "J\u00c3\u00b6rg",
        new Origin("client.example", "192.0.2.1", "2525", "helo", "ESMTP", "plain", "user", "sender", "ident"),
        new Envelope.Options(Ret.HDRS, "envid", true, false, true), Map.of("content_filter", "f:g", "x", ""));
    static final List<Recipient> RECIPIENTS = List.of(
        Recipient.of(0, new Address("b@example.org")),
        new Recipient(1, new Address("c d@example.org"), new Address("alias@example.net"), "rfc822;e@f",
            Set.of(Notify.SUCCESS, Notify.DELAY)),
        new Recipient(2, new Address("e@example.org"), Address.NULL, "", Set.of(Notify.NEVER)));
    static final Attempt ATTEMPT = attempt(0, new Fate.Relayed(Why.of("2.0.0", "delivered")));

    private Mails() {}

    static Attempt attempt(int recipient, Fate fate) {
        return new Attempt(recipient, ARRIVAL.plusSeconds(recipient), fate);
    }

    static byte[] body(int size) {
        var body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    static QueueId add(QueueStore store, int size, QueueName queue) throws IOException {
        try (var incoming = store.begin()) {
            byte[] body = body(size);
            int half = size / 2;
            incoming.write(body, 0, half);
            incoming.write(body, half, size - half);
            incoming.publish(ENVELOPE, RECIPIENTS, queue);
            return incoming.id();
        }
    }

    static byte[] bytes(Content content) throws IOException {
        var out = new ByteArrayOutputStream();
        content.transferTo(out);
        return out.toByteArray();
    }
}
