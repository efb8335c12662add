package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.time.Time;

/// The queue on real files.
class FileQueueStoreTest implements QueueStoreContract {
    @TempDir Path folder;
    private int copies;

    private static QueueStore open(Path folder) throws IOException {
        return open(folder, Map.of());
    }

    private static QueueStore open(Path folder, Map<String, String> settings) throws IOException {
        var log = new Log((_, _, _, _) -> {}, "postfix/queue", 1);
        return JournalQueueStore.open(folder, Settings.of(settings), Time.system(), log);
    }

    @Override public QueueStore create() throws IOException {
        return open(folder);
    }

    @Override public QueueStore reopen(QueueStore store) throws IOException {
        store.close();
        return open(folder);
    }

    /// What is on disk at this moment is what a new process would find.
    @Override public QueueStore killed(QueueStore store) throws IOException {
        var from = folder;
        folder = Files.createDirectory(folder.resolve("copy" + copies++));
        for (String name : new String[] {"journal", "blob"}) copy(from.resolve(name), folder.resolve(name));
        store.close();
        return open(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    @Test void aSecondWriterIsRefused() throws IOException {
        try (var _ = create()) {
            var refusal = assertThrows(IOException.class, () -> open(folder));
            assertEquals(folder + "/journal: the queue is in use by another process", refusal.getMessage());
        }
        open(folder).close();
    }

    @Test void nothingIsBegunWhenThereIsTooLittleRoom() throws IOException {
        try (var store = open(folder, Map.of("queue_minfree", "" + Long.MAX_VALUE))) {
            var refusal = assertThrows(NoSpaceException.class, store::begin);
            assertEquals("Insufficient system storage", refusal.getMessage());
        }
    }
}
