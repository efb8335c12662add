package org.postrider.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether somebody looks on.
final class Terminal {
    private static final Path ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /// Whether standard error is a terminal.
    static boolean isError() {
        try {
            String file = Files.readSymbolicLink(ERROR).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException noProc) {
            return false;
        }
    }
}
