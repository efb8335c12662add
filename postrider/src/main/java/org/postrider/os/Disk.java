package org.postrider.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Room on the disk.
public final class Disk {
    private Disk() {}

    /// Bytes that this user may still write to the file system that holds the folder; empty when nobody can tell.
    public static OptionalLong free(Path folder) {
        // not through FileStore, which reads the list of all mounts each time
        long free = folder.toFile().getUsableSpace();
        return free > 0 || Files.isReadable(folder) ? OptionalLong.of(free) : OptionalLong.empty();
    }
}
