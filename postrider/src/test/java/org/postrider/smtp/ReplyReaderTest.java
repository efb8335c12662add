package org.postrider.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.status.EnhancedStatus;

class ReplyReaderTest {
    private static ServerReply read(String... lines) {
        var reader = new ReplyReader(2048);
        var reply = Optional.<ServerReply>empty();
        for (var line : lines) {
            assertTrue(reply.isEmpty());
            reply = reader.line(line);
        }
        return reply.orElseThrow();
    }

    @Test void aReplyEndsWithTheLineThatHasNoHyphen() {
        var reply = read("250-mx.example", "250-PIPELINING", "250 SIZE 100");
        assertEquals(250, reply.code());
        assertEquals("250-mx.example\n250-PIPELINING\n250 SIZE 100", reply.text());
        assertEquals("250-mx.example 250-PIPELINING 250 SIZE 100", reply.line());
        assertEquals(List.of("mx.example", "PIPELINING", "SIZE 100"), reply.lines());
    }

    @ParameterizedTest @CsvSource({"550 5.1.1 no such user, 5.1.1", "550 no such user, 5.0.0", "450 5.1.1 odd, 4.0.0",
        "250, 2.0.0", "250  2.1.5 Ok, 2.1.5", "354 5.0.0 go, 5.5.0", "550 5.1.1x, 5.0.0", "550 5.1.1000, 5.0.0"})
    void aStatusThatDoesNotFitTheCodeIsNone(String line, String status) {
        assertEquals(status, read(line).status());
    }

    @Test void linesWithoutCodeAreNoticed() {
        var reply = read("hello", "25 x", "250 Ok\u0001");
        assertEquals(List.of("hello", "25 x"), reply.strays());
        assertEquals("hello\n25 x\n250 Ok?", reply.text());
        assertEquals(2, reply.kind());
    }

    @Test void onlySoMuchOfAReplyIsKept() {
        var reader = new ReplyReader(10);
        for (int i = 0; i < 1000; i++) assertTrue(reader.line("250-12345678").isEmpty());
        assertEquals("250-12345678", reader.line("250 end").orElseThrow().text());
    }

    @Test void theKeywordsOfEhloAreFoundWithTheirWords() {
        var ehlo = read("250-mx.example SIZE", "250-size 1000", "250-AUTH PLAIN", "250-AUTH=LOGIN", "250-BOGUS",
            "250 DSN");
        var found = Capabilities.of(ehlo, Set.of(Keyword.DSN));
        assertEquals(Optional.of(1000L), found.size());
        assertEquals(List.of("PLAIN", "LOGIN"), found.words(Keyword.AUTH));
        assertFalse(found.has(Keyword.DSN));
        assertFalse(Capabilities.NONE.has(Keyword.SIZE));
    }

    @Test void aStatusIsDividedFromItsText() {
        assertEquals(new EnhancedStatus.Split("5.7.2", "go away"), EnhancedStatus.split("5.7.1", "5.7.2 go away"));
        assertEquals(new EnhancedStatus.Split("5.7.1", "go 5.7.2 away"),
            EnhancedStatus.split("5.7.1", "go 5.7.2 away"));
        assertEquals(new EnhancedStatus.Split("4.2.1", ""), EnhancedStatus.split("5.7.1", "4.2.1"));
    }
}
