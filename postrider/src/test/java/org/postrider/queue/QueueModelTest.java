package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.queue.Mails.ENVELOPE;
import static org.postrider.queue.Mails.RECIPIENTS;
import static org.postrider.queue.Mails.body;
import static org.postrider.queue.Mails.bytes;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// A queue's life at random, with crashes at random moments while segments come, go and are copied, compared with a
/// simple model of what must be true.
class QueueModelTest {
    private static final int LIVES = 8;
    private static final int STEPS = 400;

    /// What is known of one message.
    private static final class Known {
        final int size;
        int tries;
        int durableTries;

        Known(int size, int tries) {
            this.size = size;
            this.tries = durableTries = tries;
        }
    }

    private final TreeMap<QueueId, Known> acknowledged = new TreeMap<>();
    /// Removed, but no sync came after it.
    private final Set<QueueId> leaving = new HashSet<>();
    /// May or may not be there: its sender got no answer.
    private final Set<QueueId> unanswered = new HashSet<>();

    @Test void manyLivesAndDeathsLoseAndReviveNothing() throws IOException {
        for (int seed = 0; seed < 15; seed++) {
            acknowledged.clear();
            leaving.clear();
            unanswered.clear();
            var luck = new Random(seed);
            var disks = new Disks();
            for (int life = 0; life < LIVES; life++) {
                disks.dieAt(life == LIVES - 1 ? Integer.MAX_VALUE : 20 + luck.nextInt(1500));
                live(disks, luck);
                disks = luck.nextBoolean() ? disks.afterKill() : disks.afterPowerFailure(luck);
                try (var store = disks.open()) {
                    check(store, "seed " + seed + " life " + life);
                } catch (IOException | RuntimeException | AssertionError wrong) {
                    throw new AssertionError("seed " + seed + " life " + life + ": " + disks.logged(), wrong);
                }
                disks = disks.afterKill();
            }
        }
    }

    private void live(Disks disks, Random luck) {
        try (var store = disks.open()) {
            for (int step = 0; step < STEPS && !disks.journal().isDead(); step++) step(store, luck);
        } catch (IOException _) {
            // dead while opening or closing
        }
    }

    private void step(QueueStore store, Random luck) {
        try {
            if (luck.nextInt(3) > 0 || acknowledged.isEmpty()) publish(store, luck);
            var ids = new ArrayList<>(acknowledged.keySet());
            var id = ids.get(luck.nextInt(ids.size()));
            if (luck.nextInt(3) == 0) retry(store, id);
            else if (luck.nextInt(8) > 0) remove(store, ids.getLast());
            else remove(store, id);
        } catch (IOException _) {
            // dead
        }
    }

    private void publish(QueueStore store, Random luck) throws IOException {
        try (var incoming = store.begin()) {
            int size = luck.nextInt(40) == 0 ? JournalIncoming.LARGE + luck.nextInt(100) : luck.nextInt(2000);
            unanswered.add(incoming.id());
            incoming.write(body(size), 0, size);
            incoming.publish(ENVELOPE, RECIPIENTS, luck.nextInt(10) == 0 ? QueueName.HOLD : QueueName.INCOMING);
            unanswered.remove(incoming.id());
            acknowledged.put(incoming.id(), new Known(size, 0));
            leaving.clear(); // that sync covered all removals before it
            acknowledged.values().forEach(known -> known.durableTries = known.tries);
        }
    }

    private void retry(QueueStore store, QueueId id) throws IOException {
        var known = acknowledged.get(id);
        int next = known.tries + 1;
        store.record(id, List.of(Mails.attempt(1, new Fate.Deferred(Why.of("4.0.0", "try " + next)))));
        known.tries = next;
        store.defer(id, Instant.EPOCH.plusSeconds(next));
    }

    private void remove(QueueStore store, QueueId id) throws IOException {
        leaving.add(id);
        acknowledged.remove(id);
        store.remove(id);
    }

    private void check(QueueStore store, String when) throws IOException {
        var seen = new HashSet<QueueId>();
        store.forEach(entry -> seen.add(entry.id()));
        assertTrue(seen.containsAll(acknowledged.keySet()), when + ": lost some");
        for (var id : seen) {
            boolean fine = acknowledged.containsKey(id) || leaving.contains(id) || unanswered.contains(id);
            assertTrue(fine, when + ": revived " + id);
            var message = store.read(id).orElseThrow();
            assertEquals(RECIPIENTS, message.recipients());
            assertArrayEquals(body((int) message.content().size()), bytes(message.content()), when);
            if (acknowledged.containsKey(id)) tries(message, acknowledged.get(id), when);
            else acknowledged.put(id, new Known((int) message.content().size(), tries(message)));
        }
        leaving.clear();
        unanswered.clear();
    }

    private static int tries(QueuedMessage message) {
        return message.history().isEmpty() ? 0
            : Integer.parseInt(message.history().getFirst().fate().why().text().substring(4));
    }

    private static void tries(QueuedMessage message, Known known, String when) {
        assertEquals(known.size, message.content().size());
        int found = tries(message);
        assertTrue(found >= known.durableTries && found <= known.tries,
            when + ": " + message.id() + " try " + found + " of " + known.durableTries + ".." + known.tries);
        known.tries = known.durableTries = found;
    }
}
