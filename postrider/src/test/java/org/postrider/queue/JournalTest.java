package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postrider.testing.FaultyDisk;

class JournalTest {
    @Test void whatWasCommittedIsThereAfterThePowerFailed() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        for (long id = 1; id <= 50; id++) log.add(id);
        var found = new SmallLog(disk.afterPowerFailure(new Random(1)));
        assertEquals(log.ids(), found.ids());
        assertArrayEquals(SmallLog.body(7), found.load(7));
        found.close();
        log.close();
    }

    @Test void whatWasOnlyAppendedIsThereAfterACleanClose() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        for (long id = 1; id <= 50; id++) log.add(id);
        for (long id = 1; id <= 20; id++) log.remove(id);
        log.close();
        var found = new SmallLog(disk.afterPowerFailure(new Random(1)));
        assertEquals(log.ids(), found.ids());
        found.close();
    }

    @Test void aTornTailAtEveryOffsetCostsOnlyWhatWasTorn() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        var ends = new java.util.TreeMap<Integer, Integer>();
        for (int id = 1; id <= 12; id++) {
            log.add(id);
            ends.put((int) disk.used(), id);
        }
        log.stop();
        for (int length = 0; length <= disk.used(); length++) {
            var cut = disk.cut(1, length);
            var found = new SmallLog(cut);
            var whole = ends.floorEntry(length);
            assertEquals(whole == null ? 0 : whole.getValue(), found.ids().size(), "cut at " + length);
            found.add(100);
            found.close();
            var again = new SmallLog(cut.afterKill());
            assertTrue(again.ids().contains(100L), "cut at " + length);
            again.close();
        }
    }

    @Test void aFlippedBitCostsOneRecordAndItsBytesAreKept() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        for (int id = 1; id <= 8; id++) log.add(id);
        log.close();
        int size = (int) disk.used();
        for (int offset = 0; offset < size; offset++) {
            var damaged = disk.afterKill();
            damaged.flip(1, offset);
            var found = new SmallLog(damaged);
            assertTrue(found.ids().size() >= 7, "flipped at " + offset + ": " + found.ids());
            boolean padding = found.ids().size() == 8;
            assertTrue(padding || damaged.aside().size() == 1, "flipped at " + offset + ": " + damaged.aside());
            found.close();
        }
    }

    @Test void aFailedSyncIsAnErrorForThoseWhoWaitAndTheJournalGoesOn() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        for (long id = 1; id <= 10; id++) log.add(id);
        log.remove(3);
        disk.failSync(0, 2);
        assertThrows(IOException.class, () -> log.add(11));
        assertThrows(IOException.class, () -> log.add(12));
        log.add(13);
        assertArrayEquals(SmallLog.body(5), log.load(5));
        var found = new SmallLog(disk.afterPowerFailure(new Random(2)));
        assertEquals(Set.of(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 13L), found.ids());
        found.close();
        log.close();
    }

    @Test void aFullDiskIsAnErrorAndTheJournalGoesOnWhenThereIsRoom() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        for (long id = 1; id <= 10; id++) log.add(id);
        disk.space(20);
        for (long id = 11; id <= 20; id++) {
            long refused = id;
            assertThrows(IOException.class, () -> log.add(refused));
        }
        assertTrue(disk.numbers().size() <= 2, "no heap of empty segments: " + disk.numbers());
        disk.space(100_000);
        log.add(21);
        var found = new SmallLog(disk.afterPowerFailure(new Random(3)));
        assertEquals(log.ids(), found.ids());
        assertEquals(11, found.ids().size());
        found.close();
        log.close();
    }

    @Test void deadSegmentsGoAndSurvivorsAreCopiedTogether() throws IOException {
        var disk = new FaultyDisk();
        var log = new SmallLog(disk);
        for (long id = 1; id <= 20_000; id++) {
            log.add(id);
            if (id % 100 != 0) log.remove(id);
        }
        log.sync();
        log.reclaimer.work();
        log.sync();
        log.reclaimer.work();
        assertTrue(disk.used() < 12 * SmallLog.SEGMENT, "used " + disk.used());
        assertEquals(200, log.ids().size());
        for (long id : log.ids()) assertArrayEquals(SmallLog.body(id), log.load(id));
        var found = new SmallLog(disk.afterPowerFailure(new Random(4)));
        assertEquals(log.ids(), found.ids());
        for (long id : found.ids()) assertArrayEquals(SmallLog.body(id), found.load(id));
        found.close();
        log.close();
    }

    @Test void manyThreadsRollAndReclaimWithoutLosingAnything() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var disk = new FaultyDisk();
            var log = new SmallLog(disk);
            log.reclaimer.start();
            var ids = new AtomicLong();
            Set<Long> acknowledged = ConcurrentHashMap.newKeySet(), removed = ConcurrentHashMap.newKeySet();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int thread = 0; thread < 50; thread++) {
                    var luck = new Random(seed * 1000L + thread);
                    threads.submit(() -> {
                        for (int round = 0; round < 200; round++) {
                            long id = ids.incrementAndGet();
                            log.add(id);
                            acknowledged.add(id);
                            if (luck.nextInt(20) == 0) continue;
                            removed.add(id);
                            log.remove(id);
                        }
                        return null;
                    });
                }
            }
            assertEquals(10_000, acknowledged.size());
            var found = new SmallLog(disk.afterPowerFailure(new Random(seed)));
            var must = new HashSet<>(acknowledged);
            must.removeAll(removed);
            assertTrue(found.ids().containsAll(must), "lost something");
            for (long id : found.ids()) assertArrayEquals(SmallLog.body(id), found.load(id));
            for (long id : must) assertArrayEquals(SmallLog.body(id), log.load(id));
            found.close();
            log.reclaimer.close();
            log.close();
        }
    }

    @Test void failingSyncsUnderLoadLoseNothingThatWasAcknowledged() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            var disk = new FaultyDisk();
            var log = new SmallLog(disk);
            var ids = new AtomicLong();
            Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
            disk.failSync(3 + seed, 1 + seed % 3);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int thread = 0; thread < 20; thread++)
                    threads.submit(() -> {
                        for (int round = 0; round < 50; round++) {
                            long id = ids.incrementAndGet();
                            try {
                                log.add(id);
                                acknowledged.add(id);
                            } catch (IOException _) {
                                // answered 451
                            }
                        }
                        return null;
                    });
            }
            assertTrue(acknowledged.size() < 1000);
            var found = new SmallLog(disk.afterPowerFailure(new Random(seed)));
            assertEquals(acknowledged, found.ids());
            found.close();
            log.close();
        }
    }
}
