package org.postrider.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
    @TempDir private Path folder;

    @Test void namesAndAddressesAreFoundBothWays() throws IOException {
        var hosts = new HostsFile(Files.writeString(folder.resolve("hosts"),
            "127.0.0.1 localhost\n192.0.2.1\tmail.example.com mail # relay\n2001:db8::1 mail\nrubbish mail\n"));
        assertEquals(List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")),
            hosts.addresses("MAIL"));
        assertEquals(Optional.of("mail.example.com"), hosts.name(InetAddress.ofLiteral("192.0.2.1")));
        assertEquals(List.of(), hosts.addresses("relay"));
        assertEquals(Optional.empty(), hosts.name(InetAddress.ofLiteral("192.0.2.2")));
    }

    @Test void aMissingFileIsAnEmptyOne() {
        assertEquals(List.of(), new HostsFile(folder.resolve("none")).addresses("localhost"));
    }
}
