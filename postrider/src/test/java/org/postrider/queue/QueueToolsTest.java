package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.status.Fate;
import org.postrider.status.Why;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// What commands see of the queue and do to it.
class QueueToolsTest {
    @TempDir Path folder;

    private QueueStore open() throws IOException {
        return JournalQueueStore.open(folder, Settings.of(Map.of()), Time.system(),
            new Log((_, _, _, _) -> {}, "postfix/queue", 1));
    }

    @Test void theQueueCanBeReadBesideItsWriter() throws IOException {
        QueueId small, large;
        var attempt = Mails.attempt(0, new Fate.Deferred(Why.of("4.4.1", "connection refused")));
        try (var store = open()) {
            small = Mails.add(store, 100, QueueName.HOLD);
            large = Mails.add(store, 300_000, QueueName.INCOMING);
            store.record(small, List.of(attempt));
        }
        try (var _ = open(); var reader = QueueReader.open(folder, _ -> {})) {
            var seen = new ArrayList<QueueId>();
            reader.forEach(entry -> seen.add(entry.id()));
            assertEquals(Set.of(small, large), Set.copyOf(seen));
            var message = reader.read(small).orElseThrow();
            assertEquals(QueueName.HOLD, message.queue());
            assertEquals(List.of(attempt), message.history());
            assertArrayEquals(Mails.body(100), Mails.bytes(message.content()));
            assertArrayEquals(Mails.body(300_000), Mails.bytes(reader.read(large).orElseThrow().content()));
        }
    }

    @Test void anActionIsDoneOnlyWhereItMakesSense() throws IOException {
        try (var store = open()) {
            var held = Mails.add(store, 10, QueueName.HOLD);
            var fresh = Mails.add(store, 10, QueueName.INCOMING);
            assertFalse(apply(store, QueueAction.HOLD, held));
            assertFalse(apply(store, QueueAction.RELEASE, fresh));
            assertFalse(QueueAction.DELETE.apply(store, fresh, Set.of(QueueName.DEFERRED)));
            assertTrue(apply(store, QueueAction.HOLD, fresh));
            assertEquals(2, QueueAction.RELEASE.applyAll(store, QueueAction.RELEASE.queues()).size());
            assertEquals(QueueName.DEFERRED, store.entry(held).orElseThrow().queue());
            assertTrue(apply(store, QueueAction.EXPIRE, held));
            assertTrue(store.entry(held).orElseThrow().expired());
            assertTrue(apply(store, QueueAction.DELETE, held));
            assertFalse(apply(store, QueueAction.DELETE, held));
        }
    }

    private static boolean apply(QueueStore store, QueueAction action, QueueId id) throws IOException {
        return action.apply(store, id, action.queues());
    }

    @Test void aMessageToBeRequeuedIsSoAfterARestartAndNobodyDefersIt() throws IOException {
        QueueId id;
        try (var store = open()) {
            id = Mails.add(store, 10, QueueName.INCOMING);
            assertTrue(apply(store, QueueAction.REQUEUE, id));
            store.defer(id, Mails.ARRIVAL);
        }
        try (var store = open()) {
            assertEquals(QueueName.MAILDROP, store.entry(id).orElseThrow().queue());
        }
    }

    @Test void aListingShowsReasonsFirstAndLeavesOutWhoIsDone() throws IOException {
        var message = message(List.of(
            Mails.attempt(0, new Fate.Relayed(Why.of("2.0.0", "ok"))),
            Mails.attempt(2, new Fate.Deferred(Why.of("4.4.1", "try\nlater")))));
        var listed = Listed.of(entry(), message, _ -> true);
        assertEquals(List.of(new Listed.Receiver("", "e@example.org", "defer", "try?later"),
            new Listed.Receiver("alias@example.net", "\"c d\"@example.org", "", "")), listed.receivers());
        var earlier = Listed.of(entry(), message, _ -> false);
        assertEquals("", earlier.receivers().getLast().reason());
    }

    @Test void aFailureThatTheSenderKnowsNotYetOfIsListed() {
        var failed = Mails.attempt(1, new Fate.Bounced(Why.of("5.1.1", "no such user")));
        var listed = Listed.of(entry(), message(List.of(failed)), _ -> true);
        assertEquals("bounce", listed.receivers().getFirst().kind());
        var told = new Envelope(Mails.ENVELOPE.sender(), Mails.ARRIVAL, "", Origin.LOCAL, Envelope.Options.NONE,
            Map.of(Envelope.TOLD, "1"));
        var quiet = new QueuedMessage(new QueueId("X"), QueueName.DEFERRED, told, Mails.RECIPIENTS, List.of(failed),
            Content.of(new byte[0]));
        assertEquals(2, Listed.of(entry(), quiet, _ -> true).receivers().size());
    }

    private static QueueEntry entry() {
        return new QueueEntry(new QueueId("4XABCDEF01"), QueueName.DEFERRED, Mails.ARRIVAL, Mails.ARRIVAL, 1234, true);
    }

    private static QueuedMessage message(List<Attempt> history) {
        return new QueuedMessage(new QueueId("4XABCDEF01"), QueueName.DEFERRED, Mails.ENVELOPE, Mails.RECIPIENTS,
            history, Content.of(Mails.body(70_000)));
    }

    @Test void aListingCrossesTheSocketAsPostfixWritesIt() throws IOException {
        var listed = Listed.of(entry(), message(List.of()), _ -> true);
        var text = new StringBuilder(ListingFormat.GREETING);
        ListingFormat.append(text, listed);
        ListingFormat.append(text, listed);
        text.append(ListingFormat.END);
        assertTrue(text.toString().startsWith("protocol\0mail_queue_list_protocol\0\0queue_name\0deferred\0queue_id\0"
            + "4XABCDEF01\0time\0001770091506\0size\0001234\0forced_expire\0001\0sender\0a@example.com\0"
            + "original_recipient\0b@example.org\0recipient\0b@example.org\0log_class\0\0reason\0\0"));
        var reader = reader(text.toString());
        assertEquals(Optional.of(listed), reader.next());
        assertEquals(Optional.of(listed), reader.next());
        assertEquals(Optional.empty(), reader.next());
        var cut = reader(text.substring(0, text.length() - 20));
        cut.next();
        assertThrows(IOException.class, cut::next);
    }

    private static ListingFormat.Reader reader(String text) throws IOException {
        return new ListingFormat.Reader(new ByteArrayInputStream(Latin1.bytes(text)));
    }

    @Test void aWholeMessageCrossesTheSocket() throws IOException {
        var message = message(List.of(Mails.ATTEMPT));
        var bytes = new ByteArrayOutputStream();
        MessageImage.write(new DataOutputStream(bytes), message);
        var read = MessageImage.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(message.envelope(), read.envelope());
        assertEquals(message.recipients(), read.recipients());
        assertEquals(message.history(), read.history());
        assertArrayEquals(Mails.body(70_000), Mails.bytes(read.content()));
    }

    @Test void aRequestIsWhatItsAttributesSay() {
        QueueRequest all = new QueueRequest.Change(QueueAction.HOLD, Optional.empty(), EnumSet.of(QueueName.ACTIVE));
        assertEquals(Optional.of(all), QueueRequest.of(all.attributes()));
        var one = new QueueRequest.Show(new QueueId("4XABCDEF01"));
        assertEquals(Optional.of(one), QueueRequest.of(one.attributes()));
        assertEquals(Optional.empty(), QueueRequest.of(Map.of("request", "HOLD", "queue_id", "../x")));
        assertEquals(Optional.empty(), QueueRequest.of(Map.of("request", "SHOW")));
    }
}
