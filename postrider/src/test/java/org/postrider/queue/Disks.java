package org.postrider.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.testing.FaultyDisk;
import org.postrider.time.Time;

/// The two faulty disks that a queue in a test lives on, with what it logged.
record Disks(FaultyDisk journal, FaultyDisk blobs, List<String> log) {
    static final int SEGMENT = 16 * 1024;

    Disks() {
        this(new FaultyDisk(), new FaultyDisk(), new ArrayList<>());
    }

    JournalQueueStore open() throws IOException {
        var media = new JournalQueueStore.Media(journal, new DiskBlobs(blobs), new Journal.Sizes(SEGMENT, 1 << 20));
        var sink = new Log((_, _, _, text) -> {
            synchronized (log) {
                log.add(text);
            }
        }, "postfix/queue", 1);
        return JournalQueueStore.open(media, Settings.of(Map.of()), Time.system(), sink);
    }

    /// Both die together at this operation.
    void dieAt(int operation) {
        var fuse = new AtomicInteger(operation);
        journal.dieAt(fuse);
        blobs.dieAt(fuse);
    }

    Disks afterPowerFailure(Random luck) {
        return new Disks(journal.afterPowerFailure(luck), blobs.afterPowerFailure(luck), new ArrayList<>());
    }

    Disks afterKill() {
        return new Disks(journal.afterKill(), blobs.afterKill(), new ArrayList<>());
    }

    List<String> logged() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }
}
