package org.postrider.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Mail that Postfix left in the queue folder: it is not read here, so the operator must hear of it.
final class PostfixQueue {
    private static final List<String> FOLDERS = List.of("incoming", "active", "deferred", "hold");
    /// Hashed queues are two folders deep at most in practice.
    private static final int DEPTH = 4;

    private PostfixQueue() {}

    /// @return what to say; empty when there is none, or this user may not look
    static Optional<String> warning(Path queue) {
        for (String name : FOLDERS)
            if (holdsFiles(queue.resolve(name))) return Optional.of("Postfix left mail in " + queue.resolve(name)
                + ": it waits there for Postfix: stop this mail system, start Postfix, and let it deliver its queue");
        return Optional.empty();
    }

    private static boolean holdsFiles(Path folder) {
        if (!Files.isDirectory(folder)) return false;
        try (var files = Files.find(folder, DEPTH, (_, about) -> about.isRegularFile())) {
            return files.findAny().isPresent();
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
