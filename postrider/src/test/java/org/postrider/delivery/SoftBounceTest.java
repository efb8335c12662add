package org.postrider.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Why;

class SoftBounceTest {
    private static final Address ADDRESS = new Address("u@far.test");
    private static final Recipient RECIPIENT = new Recipient(0, ADDRESS, ADDRESS, "", Set.of());
    private static final Fate NO = new Fate.Bounced(Why.of("5.1.1", "no"));
    private static final Timing TIMING = new Timing(0, 0, 0, 0, 0);

    private final List<String> lines = new ArrayList<>();

    private Fate delivered(String setting, Purpose purpose) {
        var settings = Settings.of(Map.of("soft_bounce", setting), Map.of());
        var log = new DeliveryLog(new Log((_, _, _, text) -> lines.add(text), "postfix/smtp", 1), settings);
        var agent = SoftBounce.asSet(settings, request -> {
            var outcome = new Outcome(RECIPIENT, NO);
            log.numbered(1, request.purpose()).write(request.id(), outcome, "none", TIMING);
            return new Delivery(List.of(outcome), Delivery.ALIVE);
        });
        return agent.deliver(new DeliveryRequest(new QueueId("Q1"), Envelope.of(ADDRESS, Instant.EPOCH),
            Content.of(new byte[0]), "far.test", List.of(RECIPIENT), TIMING, purpose)).outcomes().getFirst().fate();
    }

    private String status() {
        return lines.getFirst().substring(lines.getFirst().indexOf("dsn="));
    }

    @Test void whatWouldBeReturnedStaysInTheQueue() {
        assertEquals(new Fate.Deferred(Why.of("4.1.1", "no")), delivered("yes", Purpose.DELIVER));
        assertEquals("dsn=4.1.1, status=SOFTBOUNCE (no)", status());
    }

    @Test void withoutItMailIsReturned() {
        assertEquals(NO, delivered("no", Purpose.DELIVER));
        assertEquals("dsn=5.1.1, status=bounced (no)", status());
    }

    @Test void aProbeTellsTheTruth() {
        assertEquals(NO, delivered("yes", Purpose.PROBE));
    }
}
