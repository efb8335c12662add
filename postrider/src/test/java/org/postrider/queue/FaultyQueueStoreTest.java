package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.queue.Mails.ATTEMPT;
import static org.postrider.queue.Mails.ENVELOPE;
import static org.postrider.queue.Mails.RECIPIENTS;
import static org.postrider.queue.Mails.add;
import static org.postrider.queue.Mails.body;
import static org.postrider.queue.Mails.bytes;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The queue on disks that fail.
class FaultyQueueStoreTest implements QueueStoreContract {
    private Disks disks = new Disks();

    @Override public QueueStore create() throws IOException {
        return disks.open();
    }

    @Override public QueueStore reopen(QueueStore store) throws IOException {
        store.close();
        disks = disks.afterPowerFailure(new Random(1));
        return disks.open();
    }

    @Override public QueueStore killed(QueueStore store) throws IOException {
        disks = disks.afterPowerFailure(new Random(2));
        return disks.open();
    }

    @Test void aFailedSyncOfTheJournalIsTheSendersErrorAndNothingElse() throws IOException {
        var store = create();
        var before = add(store, SMALL, QueueName.INCOMING);
        store.record(before, List.of(ATTEMPT));
        disks.journal().failSync(0, 1);
        var refused = refused(store, SMALL);
        var after = add(store, SMALL, QueueName.INCOMING);
        store.defer(before, Instant.EPOCH);
        check(store, Set.of(before, after));
        store = killed(store);
        check(store, Set.of(before, after));
        assertTrue(store.entry(refused).isEmpty());
        store.close();
    }

    @Test void aFailedSyncOfABlobIsTheSendersErrorAndNothingElse() throws IOException {
        var store = create();
        var before = add(store, LARGE, QueueName.INCOMING);
        disks.blobs().failSync(0, 1);
        refused(store, LARGE);
        var after = add(store, LARGE, QueueName.INCOMING);
        assertEquals(2, disks.blobs().numbers().size());
        store = killed(store);
        check(store, Set.of(before, after));
        store.close();
    }

    @Test void aFullDiskRefusesAndGoesOnWhenThereIsRoom() throws IOException {
        var store = create();
        var before = add(store, SMALL, QueueName.INCOMING);
        var large = add(store, LARGE, QueueName.INCOMING);
        disks.journal().space(2000);
        disks.blobs().space(300_000);
        for (int size : new int[] {SMALL, LARGE, SMALL, LARGE}) refused(store, size);
        disks.journal().space(1 << 20);
        disks.blobs().space(1 << 20);
        var after = add(store, LARGE, QueueName.INCOMING);
        check(store, Set.of(before, large, after));
        store = killed(store);
        check(store, Set.of(before, large, after));
        store.close();
    }

    private static QueueId refused(QueueStore store, int size) throws IOException {
        try (var incoming = store.begin()) {
            assertThrows(IOException.class, () -> {
                incoming.write(body(size), 0, size);
                incoming.publish(ENVELOPE, RECIPIENTS, QueueName.INCOMING);
            });
            return incoming.id();
        }
    }

    private static void check(QueueStore store, Set<QueueId> must) throws IOException {
        var seen = new TreeSet<QueueId>();
        store.forEach(entry -> seen.add(entry.id()));
        assertEquals(new TreeSet<>(must), seen);
        for (var id : must) whole(store, id);
    }

    private static void whole(QueueStore store, QueueId id) throws IOException {
        var message = store.read(id).orElseThrow();
        assertEquals(ENVELOPE, message.envelope());
        assertEquals(RECIPIENTS, message.recipients());
        assertArrayEquals(body((int) message.content().size()), bytes(message.content()));
    }

    @Test void aDamagedBlobMovesItsMessageToTheCorruptQueue() throws IOException {
        var store = create();
        var id = add(store, LARGE, QueueName.INCOMING);
        disks.blobs().flip(disks.blobs().numbers().getFirst(), 650_000);
        var content = store.read(id).orElseThrow().content();
        assertThrows(DamagedException.class, () -> bytes(content));
        assertEquals(QueueName.CORRUPT, store.entry(id).orElseThrow().queue());
        var line = "saving corrupt file \"" + id + "\" from queue \"incoming\" to queue \"corrupt\"";
        assertTrue(disks.logged().contains(line), disks.logged().toString());
        store.defer(id, Instant.EPOCH);
        store = reopen(store);
        assertEquals(QueueName.CORRUPT, store.entry(id).orElseThrow().queue());
        store.close();
    }

    @Test void aMissingBlobMovesItsMessageToTheCorruptQueue() throws IOException {
        var store = create();
        var id = add(store, LARGE, QueueName.INCOMING);
        store.close();
        disks.blobs().delete(disks.blobs().numbers().getFirst());
        disks = disks.afterKill();
        store = disks.open();
        assertEquals(QueueName.CORRUPT, store.entry(id).orElseThrow().queue());
        store.close();
    }

    @Test void aContentThatIsReadBackIsCheckedEachTime() throws IOException {
        var store = create();
        var id = add(store, SMALL, QueueName.HOLD);
        assertArrayEquals(body(SMALL), bytes(store.read(id).orElseThrow().content()));
        disks.journal().flip(disks.journal().numbers().getLast(), 2500);
        var content = store.read(id).orElseThrow().content();
        assertThrows(DamagedException.class, () -> bytes(content));
        assertEquals(QueueName.CORRUPT, store.entry(id).orElseThrow().queue());
        assertThrows(DamagedException.class, content::open);
        store.close();
    }

    @Test void blobsThatNobodyRefersToGoAtTheNextStart() throws IOException {
        var store = create();
        var incoming = store.begin();
        incoming.write(body(LARGE), 0, LARGE);
        assertEquals(1, disks.blobs().numbers().size());
        store = killed(store);
        assertEquals(List.of(), disks.blobs().numbers());
        store.close();
    }

    @Test void segmentsOfRemovedMessagesGoAndLateOnesAreCopiedTogether() throws Exception {
        var store = create();
        var kept = new HashSet<QueueId>();
        for (int i = 0; i < 1500; i++) {
            var id = add(store, 1000, QueueName.INCOMING);
            store.record(id, List.of(ATTEMPT));
            store.defer(id, Instant.EPOCH.plusSeconds(i));
            if (i % 50 == 0) kept.add(id);
            else store.remove(id);
        }
        for (int round = 0; round < 10_000 && disks.journal().used() > 10 * Disks.SEGMENT; round++)
            store.remove(add(store, 10, QueueName.INCOMING)); // each one syncs, which is when the dead may go
        assertTrue(disks.journal().used() <= 10 * Disks.SEGMENT, "still " + disks.journal().used());
        check(store, kept);
        store = reopen(store);
        check(store, kept);
        store.close();
    }

    /// Whatever the moment, what was acknowledged is there, whole, with all that was durable about it; what was refused
    /// is not; nothing is half there.
    @Test void aCrashAtAnyOperationLosesNothing() throws IOException {
        for (int operation = 1, alive = 0; alive < 3; operation++) {
            disks = new Disks();
            disks.dieAt(operation);
            var model = new Model();
            boolean died = !model.play(disks);
            alive = died ? 0 : alive + 1;
            for (var after : new Disks[] {disks.afterPowerFailure(new Random(operation)), disks.afterKill()}) {
                try (var store = after.open()) {
                    model.check(store, "death at operation " + operation);
                    add(store, SMALL, QueueName.INCOMING);
                }
            }
        }
    }

    /// A script of everything that a queue is asked for, and what must be true after it was cut short.
    private static final class Model {
        private final Set<QueueId> acknowledged = new HashSet<>();
        private final Set<QueueId> perhaps = new HashSet<>();
        private final List<QueueId> live = new ArrayList<>();

        boolean play(Disks disks) {
            try (var store = disks.open()) {
                for (int step = 0; step < 12 && !disks.journal().isDead(); step++) step(store, step);
            } catch (IOException _) {
                return false;
            }
            return !disks.journal().isDead();
        }

        private void step(QueueStore store, int step) {
            try (var incoming = store.begin()) {
                int size = step % 4 == 3 ? JournalIncoming.LARGE + step : 900 * step;
                perhaps.add(incoming.id());
                incoming.write(body(size), 0, size);
                incoming.publish(ENVELOPE, RECIPIENTS, QueueName.INCOMING);
                acknowledged.add(incoming.id());
                live.add(incoming.id());
                store.record(incoming.id(), List.of(ATTEMPT));
                store.defer(incoming.id(), Instant.EPOCH);
                if (step % 3 == 1) remove(store);
                if (step % 3 == 2) store.amend(live.getFirst(), ENVELOPE);
            } catch (IOException _) {
                // refused: the process is about to die
            }
        }

        private void remove(QueueStore store) throws IOException {
            var id = live.removeFirst();
            acknowledged.remove(id);
            store.remove(id);
        }

        void check(QueueStore store, String when) throws IOException {
            var seen = new HashSet<QueueId>();
            store.forEach(entry -> seen.add(entry.id()));
            assertTrue(seen.containsAll(acknowledged), when + ": lost " + acknowledged + " of " + seen);
            assertTrue(perhaps.containsAll(seen), when + ": invented " + seen);
            for (var id : seen) whole(store, id);
        }
    }
}
