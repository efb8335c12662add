package org.postrider.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// /etc/hosts (hosts(5)), looked at for each question and read when it has changed: people expect changes to work at
/// once. Safe for any thread.
public final class HostsFile {
    private final Path file;
    private volatile Reading last = Reading.NONE;

    public HostsFile(Path file) {
        this.file = file;
    }

    public static HostsFile system() {
        return new HostsFile(Path.of("/etc/hosts"));
    }

    /// The addresses of a host, in the file's order; none when it is not there.
    public List<InetAddress> addresses(String name) {
        Set<InetAddress> found = new LinkedHashSet<>();
        for (String[] words : lines()) {
            for (int i = 1; i < words.length; i++)
                if (Latin1.same(words[i], name)) Ip.parse(words[0]).map(Ip::inet).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /// The first name of an address.
    public Optional<String> name(InetAddress address) {
        var wanted = Ip.of(address);
        for (String[] words : lines()) {
            if (words.length > 1 && Ip.parse(words[0]).filter(wanted::equals).isPresent())
                return Optional.of(words[1]);
        }
        return Optional.empty();
    }

    private static String[] words(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
    }

    private List<String[]> lines() {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            var known = last;
            if (known.isOf(now)) return known.lines;
            var lines = Files.readAllLines(file, ISO_8859_1).stream().map(HostsFile::words).toList();
            last = new Reading(now.lastModifiedTime(), now.size(), now.fileKey(), lines);
            return lines;
        } catch (IOException _) {
            return List.of();
        }
    }

    /// What was read, and of which state of the file.
    private record Reading(FileTime modified, long size, Object key, List<String[]> lines) {
        static final Reading NONE = new Reading(FileTime.fromMillis(0), -1, "", List.of());

        boolean isOf(BasicFileAttributes now) {
            return size == now.size() && modified.equals(now.lastModifiedTime()) && Objects.equals(key, now.fileKey());
        }
    }
}
