package org.postrider.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// /etc/hosts (hosts(5)), read at each question: it is short, and people expect changes to work at once. Safe for any
/// thread.
public final class HostsFile {
    private final Path file;

    public HostsFile(Path file) {
        this.file = file;
    }

    public static HostsFile system() {
        return new HostsFile(Path.of("/etc/hosts"));
    }

    /// The addresses of a host, in the file's order; none when it is not there.
    public List<InetAddress> addresses(String name) {
        Set<InetAddress> found = new LinkedHashSet<>();
        for (String line : lines()) {
            String[] words = words(line);
            for (int i = 1; i < words.length; i++)
                if (Latin1.same(words[i], name)) Ip.parse(words[0]).map(Ip::inet).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /// The first name of an address.
    public Optional<String> name(InetAddress address) {
        var wanted = Ip.of(address);
        for (String line : lines()) {
            String[] words = words(line);
            if (words.length > 1 && Ip.parse(words[0]).filter(wanted::equals).isPresent())
                return Optional.of(words[1]);
        }
        return Optional.empty();
    }

    private static String[] words(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }
}
