package org.postrider.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.time.Time;

/// Keeps a [ResolvConf] in step with its file. Safe for any thread.
final class NameServers {
    /// How often the file is looked at.
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private record Seen(FileTime changed, long size) {}

    private static final Seen NOTHING = new Seen(FileTime.fromMillis(0), 0);

    private final Path file;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private Seen seen;
    private ResolvConf conf;
    private volatile long next;

    NameServers(Path file, Time time) {
        this.file = file;
        this.time = time;
        seen = look();
        conf = read();
        next = time.nanos() + PAUSE;
    }

    static NameServers system(Time time) {
        return new NameServers(Path.of("/etc/resolv.conf"), time);
    }

    ResolvConf now() {
        lock.lock();
        try {
            if (time.nanos() - next >= 0) refresh();
            return conf;
        } finally {
            lock.unlock();
        }
    }

    private void refresh() {
        next = time.nanos() + PAUSE;
        var current = look();
        if (current.equals(seen)) return;
        seen = current;
        conf = read();
    }

    private Seen look() {
        try {
            return new Seen(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException _) {
            return NOTHING;
        }
    }

    /// A file that cannot be read is like an empty one, as for everybody else on this machine.
    private ResolvConf read() {
        try {
            return ResolvConf.parse(Files.readString(file, ISO_8859_1));
        } catch (IOException _) {
            return ResolvConf.parse("");
        }
    }
}
