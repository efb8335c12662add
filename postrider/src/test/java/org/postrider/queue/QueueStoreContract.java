package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.queue.Mails.ATTEMPT;
import static org.postrider.queue.Mails.ENVELOPE;
import static org.postrider.queue.Mails.RECIPIENTS;
import static org.postrider.queue.Mails.add;
import static org.postrider.queue.Mails.body;
import static org.postrider.queue.Mails.bytes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// What every [QueueStore] must do.
interface QueueStoreContract {
    int SMALL = 3000;
    int LARGE = 700_000;

    /// An empty queue.
    QueueStore create() throws IOException;

    /// The same queue after a clean end.
    QueueStore reopen(QueueStore store) throws IOException;

    /// The same queue after the process was killed.
    QueueStore killed(QueueStore store) throws IOException;

    @Test default void whatWasPublishedIsReadBack() throws IOException {
        try (var store = create()) {
            for (int size : new int[] {0, 1, SMALL, JournalIncoming.LARGE, JournalIncoming.LARGE + 1, LARGE}) {
                var id = add(store, size, QueueName.INCOMING);
                var message = store.read(id).orElseThrow();
                assertEquals(id, message.id());
                assertEquals(QueueName.INCOMING, message.queue());
                assertEquals(ENVELOPE, message.envelope());
                assertEquals(RECIPIENTS, message.recipients());
                assertEquals(List.of(), message.history());
                assertEquals(size, message.content().size());
                assertArrayEquals(body(size), bytes(message.content()), "size " + size);
                assertArrayEquals(body(size), bytes(message.content()), "second time");
            }
        }
    }

    @Test default void whatWasPublishedSurvivesEveryEnd() throws IOException {
        var store = create();
        var sizes = new HashMap<QueueId, Integer>();
        for (int size : new int[] {0, SMALL, LARGE}) sizes.put(add(store, size, QueueName.INCOMING), size);
        store = killed(store);
        checkAll(store, sizes);
        store = reopen(store);
        checkAll(store, sizes);
        store.close();
    }

    private static void checkAll(QueueStore store, Map<QueueId, Integer> sizes) throws IOException {
        var seen = new HashSet<QueueId>();
        store.forEach(entry -> seen.add(entry.id()));
        assertEquals(sizes.keySet(), seen);
        for (var one : sizes.entrySet()) {
            var message = store.read(one.getKey()).orElseThrow();
            assertEquals(ENVELOPE, message.envelope());
            assertEquals(RECIPIENTS, message.recipients());
            assertArrayEquals(body(one.getValue()), bytes(message.content()));
        }
    }

    @Test default void anUnpublishedMessageLeavesNothing() throws IOException {
        var store = create();
        var id = QueueId.of("0").orElseThrow();
        for (int size : new int[] {SMALL, LARGE})
            try (var incoming = store.begin()) {
                incoming.write(body(size), 0, size);
                id = incoming.id();
            }
        assertTrue(store.read(id).isEmpty());
        store = killed(store);
        store.forEach(entry -> {
            throw new AssertionError(entry);
        });
        store.close();
    }

    @Test default void aRemovedMessageIsGoneForGood() throws IOException {
        var store = create();
        var kept = add(store, SMALL, QueueName.INCOMING);
        for (int size : new int[] {SMALL, LARGE}) {
            var id = add(store, size, QueueName.INCOMING);
            assertTrue(store.remove(id));
            assertFalse(store.remove(id));
            assertTrue(store.read(id).isEmpty());
            assertTrue(store.entry(id).isEmpty());
            assertFalse(store.move(id, QueueName.HOLD));
        }
        store = reopen(store);
        checkAll(store, Map.of(kept, SMALL));
        store.close();
    }

    @Test default void queuesSurviveAsTheContractSays() throws IOException {
        var store = create();
        var active = add(store, 1, QueueName.INCOMING);
        var held = add(store, 2, QueueName.HOLD);
        var deferred = add(store, 3, QueueName.INCOMING);
        var retried = add(store, 4, QueueName.INCOMING);
        var later = Instant.parse("2031-01-01T10:00:00Z");
        assertTrue(store.move(active, QueueName.ACTIVE));
        store.defer(deferred, later);
        store.defer(retried, later);
        store.move(retried, QueueName.ACTIVE);
        assertEquals(QueueName.ACTIVE, store.entry(active).orElseThrow().queue());
        store = reopen(store);
        assertEquals(QueueName.INCOMING, store.entry(active).orElseThrow().queue());
        assertEquals(QueueName.HOLD, store.entry(held).orElseThrow().queue());
        assertEquals(QueueName.DEFERRED, store.entry(deferred).orElseThrow().queue());
        assertEquals(later, store.entry(deferred).orElseThrow().nextTry());
        assertEquals(QueueName.INCOMING, store.entry(retried).orElseThrow().queue());
        store.move(held, QueueName.DEFERRED);
        assertEquals(QueueName.DEFERRED, store.entry(held).orElseThrow().queue());
        store.close();
    }

    @Test default void aHeldMessageStaysHeldWhenItsDeliveryEnds() throws IOException {
        try (var store = create()) {
            var id = add(store, SMALL, QueueName.INCOMING);
            store.move(id, QueueName.ACTIVE);
            store.move(id, QueueName.HOLD);
            store.defer(id, Instant.EPOCH);
            assertEquals(QueueName.HOLD, store.entry(id).orElseThrow().queue());
        }
    }

    @Test default void attemptsAddUpAndTheLastOfEachRecipientHolds() throws IOException {
        var store = create();
        var id = add(store, LARGE, QueueName.INCOMING);
        store.record(id, List.of(ATTEMPT, Mails.attempt(1, new Fate.Deferred(Why.of("4.0.0", "first")))));
        var refused = new Why("5.1.1", "no", new Why.Diagnostic("smtp", "550 no"), "mx");
        var last = Mails.attempt(1, new Fate.Bounced(refused));
        store.record(id, List.of(last));
        assertEquals(List.of(ATTEMPT, last), store.read(id).orElseThrow().history());
        assertEquals(List.of(RECIPIENTS.get(2)), store.read(id).orElseThrow().open());
        store = reopen(store);
        assertEquals(List.of(ATTEMPT, last), store.read(id).orElseThrow().history());
        store.close();
    }

    @Test default void aLongHistoryStaysRight() throws IOException {
        var store = create();
        var id = add(store, SMALL, QueueName.INCOMING);
        var last = new ArrayList<Attempt>();
        for (int round = 0; round < 100; round++) {
            last.clear();
            for (int recipient = 0; recipient < 3; recipient++)
                last.add(Mails.attempt(recipient, new Fate.Deferred(Why.of("4.0." + round, "no route".repeat(9)))));
            store.record(id, last);
            assertEquals(last, store.read(id).orElseThrow().history());
            store.defer(id, Instant.EPOCH.plusSeconds(round));
        }
        store = reopen(store);
        assertEquals(last, store.read(id).orElseThrow().history());
        assertEquals(Instant.EPOCH.plusSeconds(99), store.entry(id).orElseThrow().nextTry());
        store.close();
    }

    @Test default void anAmendedEnvelopeHolds() throws IOException {
        var store = create();
        var id = add(store, SMALL, QueueName.INCOMING);
        var envelope = new Envelope(ENVELOPE.sender(), ENVELOPE.arrival().plus(Duration.ofDays(3)), "x", Origin.LOCAL,
            Envelope.Options.NONE, Map.of("warned", "1"));
        store.amend(id, ENVELOPE);
        store.amend(id, envelope);
        assertEquals(envelope, store.read(id).orElseThrow().envelope());
        store = killed(store);
        assertEquals(envelope, store.read(id).orElseThrow().envelope());
        assertEquals(RECIPIENTS, store.read(id).orElseThrow().recipients());
        assertEquals(envelope.arrival(), store.entry(id).orElseThrow().arrival());
        store.close();
    }

    @Test default void anEndedLifeStaysEnded() throws IOException {
        var store = create();
        var id = add(store, SMALL, QueueName.INCOMING);
        assertFalse(store.entry(id).orElseThrow().expired());
        assertTrue(store.expire(id));
        store.defer(id, Instant.EPOCH);
        store = reopen(store);
        assertTrue(store.entry(id).orElseThrow().expired());
        store.close();
    }

    @Test default void idsNeverComeAgain() throws IOException {
        var store = create();
        var ids = new HashSet<String>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 50; i++) {
                var id = add(store, 10, QueueName.INCOMING);
                store.remove(id);
                assertTrue(ids.add(id.text().substring(5)), id.text());
            }
            store = round == 0 ? killed(store) : reopen(store);
        }
        store.close();
    }

    @Test default void anIdThatOnlyResemblesIsNotFound() throws IOException {
        try (var store = create()) {
            String id = add(store, 10, QueueName.INCOMING).text();
            String other = (id.charAt(0) == '0' ? "1" : "0") + id.substring(1);
            assertNotEquals(id, other);
            assertTrue(store.entry(new QueueId(other)).isEmpty());
            assertTrue(store.entry(new QueueId("x")).isEmpty());
            assertTrue(store.entry(new QueueId(id + "G")).isEmpty());
        }
    }

    @Test default void nothingIsTakenAfterTheEnd() throws IOException {
        var store = create();
        var id = add(store, SMALL, QueueName.INCOMING);
        store.close();
        assertThrows(IOException.class, () -> add(store, SMALL, QueueName.INCOMING));
        assertThrows(IOException.class, () -> store.defer(id, Instant.EPOCH));
    }
}
