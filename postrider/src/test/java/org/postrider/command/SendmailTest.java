package org.postrider.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.command.Options.Switch;
import org.postrider.config.Settings;

class SendmailTest {
    private static List<Switch> switches(String... arguments) {
        return SendmailLine.parse(Calls.of("sendmail", arguments).call()).switches();
    }

    @Test void aLoneQTakesNoValueAndOthersDo() {
        assertEquals(List.of(new Switch('q', ""), new Switch('v', "")), switches("-q", "-v"));
        assertEquals(List.of(new Switch('q', "Rsite")), switches("-qRsite"));
        assertEquals(List.of(new Switch('t', ""), new Switch('f', "-q")), switches("-tf", "-q"));
        var line = SendmailLine.parse(Calls.of("sendmail", "-i", "--", "-t").call());
        assertEquals(List.of("-t"), line.operands());
    }

    @Test void theOldWayToAskForVerpWarns() {
        var calls = Calls.of("sendmail", "-V+=", "-XV", "a");
        assertEquals(List.of(new Switch('X', "V+="), new Switch('X', "V")),
            SendmailLine.parse(calls.call()).switches());
        assertEquals("sendmail: warning: option -V+= is deprecated with Postfix 2.3; specify -XV+= instead\n",
            calls.complaints());
        assertEquals(List.of(new Switch('V', "env1")), switches("-V", "env1"));
    }

    @Test void aWrongSwitchIsComplainedOfTwice() {
        var calls = Calls.of("sendmail", "-Z", "a");
        assertEquals(75, Main.run(calls.call()));
        assertEquals("""
            sendmail: invalid option -- 'Z'
            sendmail: invalid option -- 'Z'
            sendmail: fatal: usage: sendmail [options]
            """, calls.complaints());
    }

    private static SendmailOptions options(Calls calls) {
        var call = calls.call();
        return SendmailOptions.read(call.name(), SendmailLine.parse(call).switches(), call.messages(),
            Settings.of(Map.of()));
    }

    @Test void whatIsAskedOfDeliveryGoesIntoTheFile() {
        var calls = Calls.of("sendmail", "-N", "success,delay", "-R", "HDRS", "-Venv", "-XV-=", "-v", "-f", "a@b");
        assertEquals(Map.of("notify", "10", "ret", "hdrs", "envid", "env", "verp", "-=", "trace", "1024", "sender",
            "a@b"), options(calls).facts());
        assertEquals("512", options(Calls.of("sendmail", "-bv")).facts().get("trace"));
    }

    @Test void aWrongNotifyIsWarnedOfAndIgnored() {
        var calls = Calls.of("sendmail", "-N", "maybe");
        assertEquals(Map.of(), options(calls).facts());
        assertEquals("""
            sendmail: warning: unknown DSN NOTIFY command value "maybe" in "maybe"
            sendmail: warning: bad -N option value: 'maybe' -- ignored
            """, calls.complaints());
        assertEquals(Map.of(), options(Calls.of("sendmail", "-N", "never,delay")).facts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-B9BIT", "-bz", "-XZ", "-XV??", "-qS", "-qR", "-t -bv", "-v -bv", "-t -bp", "-n", "-oA"})
    void whatCannotBeIsRefused(String line) {
        assertThrows(CommandException.class, () -> options(Calls.of("sendmail", line.split(" "))));
    }

    @Test void theProgramsNameIsAMode() {
        assertEquals(SendmailOptions.Mode.LIST, options(Calls.of("mailq")).mode());
        assertEquals(SendmailOptions.Mode.SUBMIT, options(Calls.of("mailq", "-bm")).mode());
        assertEquals(SendmailOptions.Mode.IGNORE, options(Calls.of("sendmail", "-q15m")).mode());
    }

    /// In pieces of all sizes.
    private static void assertCopied(String expected, boolean dots, String given) throws IOException {
        for (int size = 1; size <= given.length() + 1; size++) {
            var out = new ByteArrayOutputStream();
            TypedMessage.copy(new Slow(given, size), dots, (bytes, length) -> out.write(bytes, 0, length));
            assertEquals(expected, out.toString(StandardCharsets.ISO_8859_1), "pieces of " + size);
        }
    }

    private static final class Slow extends InputStream {
        private final ByteArrayInputStream in;
        private final int size;

        Slow(String text, int size) {
            in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            this.size = size;
        }

        @Override public int read() {
            return in.read();
        }

        @Override public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, Math.min(size, length));
        }
    }

    @Test void aLineWithADotEndsTheMessageUnlessToldOtherwise() throws IOException {
        assertCopied("Subject: x\n\n..\n.a\n", true, "Subject: x\n\n..\n.a\n.\r\r\nmore\n");
        assertCopied("a\n.\nb\n", false, "a\n.\nb\n");
        assertCopied("a\n", true, "a\n.");
        assertCopied("", true, ".\nx\n");
        assertCopied("a\n.x", true, "a\n.x");
    }

    @Test void mailboxLinesInFrontAreNoPartOfTheMessage() throws IOException {
        assertCopied("Subject: x\n\nFrom me\n", true, "From a  b\n>>From c\nSubject: x\n\nFrom me\n.\n");
        assertCopied("From: a\n\nx\n", true, "From: a\n\nx\n");
        assertCopied("\n.\nFrom x\n", false, "\n.\nFrom x\n");
        assertCopied("", true, "");
    }
}
