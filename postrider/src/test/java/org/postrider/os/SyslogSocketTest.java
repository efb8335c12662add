package org.postrider.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogSocketTest {
    private final ByteArrayOutputStream fallback = new ByteArrayOutputStream();
    @TempDir Path folder;

    private SyslogSocket socket() {
        return new SyslogSocket(folder + "/log", SyslogSocket.facility("mail").orElseThrow(),
            new PrintStream(fallback, true));
    }

    private static void say(SyslogSocket socket, String text) {
        var now = LocalDateTime.of(2026, 11, 3, 4, 5, 6).atZone(ZoneId.systemDefault()).toInstant();
        socket.send(now, 6, "postfix/smtpd[12]", text);
    }

    @Test void aLineIsADatagramInTheFormOfTheCLibrary() throws Exception {
        try (var logger = new Logger(folder + "/log"); var socket = socket()) {
            say(socket, "connect from \u00fc[::1]");
            assertEquals("<22>Nov  3 04:05:06 postfix/smtpd[12]: connect from \u00fc[::1]", logger.next());
            say(socket, "x".repeat(5000));
            assertTrue(logger.next().endsWith("x".repeat(5000)));
        }
        assertEquals("", fallback.toString());
    }

    @Test void aRestartedLoggerIsFoundAgain() throws Exception {
        try (var socket = socket()) {
            try (var first = new Logger(folder + "/log")) {
                say(socket, "one");
                assertTrue(first.next().endsWith("one"));
            }
            say(socket, "two");
            assertEquals("postfix/smtpd[12]: two\n", fallback.toString());
            Files.deleteIfExists(folder.resolve("log"));
            try (var second = new Logger(folder + "/log")) {
                say(socket, "three");
                assertTrue(second.next().endsWith("three"));
            }
        }
    }

    @Test void withoutALoggerTheFallbackGetsTheBytes() {
        try (var socket = socket()) {
            say(socket, "caf\u00e9");
        }
        assertEquals("postfix/smtpd[12]: caf\u00e9\n", fallback.toString(ISO_8859_1));
    }

    @Test void facilitiesHaveTheirNumbers() {
        assertEquals(Optional.of(2), SyslogSocket.facility("mail"));
        assertEquals(Optional.of(23), SyslogSocket.facility("LOCAL7"));
        assertEquals(Optional.empty(), SyslogSocket.facility("male"));
    }
}
