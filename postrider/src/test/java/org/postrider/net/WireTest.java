package org.postrider.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postrider.net.Ending.Broken;
import org.postrider.net.Ending.Closed;
import org.postrider.net.Ending.TimedOut;
import org.postrider.net.Line.None;
import org.postrider.net.Line.Piece;
import org.postrider.net.Line.Whole;
import org.postrider.text.Latin1;

class WireTest {
    private final TurnedTime time = new TurnedTime();
    private final Watchdog watchdog = new Watchdog(time);
    private ScriptTransport peer = new ScriptTransport();

    private Wire wire(String... pieces) {
        peer = new ScriptTransport(pieces);
        return new Wire(peer, Wire.Ends.UNIX, watchdog);
    }

    @Test void linesComeWithoutTheirEndsHoweverThePacketsAreCut() {
        var wire = wire("EHLO a\r\nMAIL", " FROM:<>\r", "\nx\n", "\n\r\n", "a\r\r\n", "half");
        assertEquals(new Whole("EHLO a", false), wire.readLine(2048));
        assertEquals(new Whole("MAIL FROM:<>", false), wire.readLine(2048));
        assertEquals(new Whole("x", true), wire.readLine(2048));
        assertEquals(new Whole("", true), wire.readLine(2048));
        assertEquals(new Whole("", false), wire.readLine(2048));
        assertEquals(new Whole("a\r", false), wire.readLine(2048));
        assertEquals(new None(new Closed()), wire.readLine(2048));
        assertEquals(Optional.of(new Closed()), wire.ending());
    }

    @Test void aLineOverTheLimitComesInPieces() {
        var wire = wire("12345678\r\n", "1234\r\n123\r\n12345\n1234\n");
        assertEquals(new Piece("12345"), wire.readLine(5));
        assertEquals(new Whole("678", false), wire.readLine(5));
        assertEquals(new Whole("1234", false), wire.readLine(5), "CR within the limit, LF behind it");
        assertEquals(new Whole("123", false), wire.readLine(5));
        assertEquals(new Piece("12345"), wire.readLine(5));
        assertEquals(new Whole("", true), wire.readLine(5));
        assertEquals(new Whole("1234", true), wire.readLine(5));
    }

    @Test void aCarriageReturnAtTheLimitWaitsForWhatFollows() {
        var wire = wire("1234\r", "\n1234\r", "x\n", "1234\r");
        assertEquals(new Whole("1234", false), wire.readLine(5));
        assertEquals(new Piece("1234\r"), wire.readLine(5));
        assertEquals(new Whole("x", true), wire.readLine(5));
        assertEquals(new None(new Closed()), wire.readLine(5));
    }

    @Test void aLineLongerThanTheBufferComesInPiecesEvenWithoutLimit() {
        var wire = wire("a".repeat(70_000) + "\n", "b\n");
        assertEquals(Wire.LARGE - 1, ((Piece) wire.readLine(0)).text().length());
        assertEquals(70_000 - Wire.LARGE + 1, ((Whole) wire.readLine(0)).text().length());
        assertEquals(new Whole("b", true), wire.readLine(0));
    }

    @Test void theRestOfALongLineCanBeSkippedUpToALimit() {
        var wire = wire("12345678\r\nnext\r\n" + "x".repeat(50) + "\r\n");
        assertEquals(new Piece("123"), wire.readLine(3));
        assertTrue(wire.skipLine(20));
        assertEquals(new Whole("next", false), wire.readLine(100));
        assertFalse(wire.skipLine(20));
        assertEquals(new None(new Broken("line without an end")), wire.readLine(100));
    }

    @Test void contentIsReadInTheBufferItself() {
        var wire = wire("DATA\r\nabc", "def", "ghi");
        wire.readLine(100);
        assertEquals("abc", rest(wire));
        wire.consume(1);
        assertTrue(wire.fill());
        assertEquals("bcdef", rest(wire));
        wire.consume(5);
        assertEquals(0, wire.buffered());
        assertTrue(wire.fill());
        assertEquals("ghi", rest(wire));
        assertFalse(wire.fill());
        assertEquals("ghi", rest(wire), "what came before the end is still there");
    }

    private static String rest(Wire wire) {
        return Latin1.of(wire.buffer(), wire.position(), wire.limit() - wire.position());
    }

    @Test void theBufferGrowsForWhoCollects() {
        var big = new byte[40_000];
        Arrays.fill(big, (byte) 'x');
        var wire = wire(Latin1.of(big));
        while (wire.buffered() < big.length) assertTrue(wire.fill());
        assertArrayEquals(big, Latin1.bytes(rest(wire)));
    }

    @Test void repliesToPipelinedCommandsLeaveTogether() {
        var wire = wire("RSET\r\nNOOP\r\n", "QUIT\r\n");
        for (int i = 0; i < 3; i++) {
            wire.readLine(100);
            wire.writeLine("250 2.0.0 Ok");
        }
        assertEquals(List.of("250 2.0.0 Ok\r\n250 2.0.0 Ok\r\n"), peer.written());
        wire.close();
        assertEquals("250 2.0.0 Ok\r\n", peer.written().getLast());
        assertTrue(peer.closed);
    }

    @Test void muchOutputIsSentInLargePieces() {
        var wire = wire();
        for (int i = 0; i < 20; i++) wire.write("y".repeat(10_000));
        wire.write("z".repeat(100_000));
        wire.finish();
        wire.writeLine("nobody hears this");
        wire.flush();
        var sent = peer.written();
        assertEquals("<end>", sent.getLast());
        assertEquals("y".repeat(200_000) + "z".repeat(100_000) + "<end>", String.join("", sent));
        assertTrue(sent.size() <= 7, "writes: " + sent.size());
    }

    @Test void aSilentPeerTimesOutAndMayBeToldSo() {
        var wire = wire("never seen\r\n");
        wire.pace(Pace.each(Duration.ofSeconds(300)));
        peer.before = () -> passes(301);
        assertEquals(new None(new TimedOut()), wire.readLine(100));
        assertTrue(peer.inputShut);
        peer.before = () -> {};
        wire.writeLine("421 4.4.2 Error: timeout exceeded");
        assertTrue(wire.flush());
        assertEquals(List.of("421 4.4.2 Error: timeout exceeded\r\n"), peer.written());
    }

    @Test void aPeerThatTakesNothingGetsNoMore() {
        var wire = wire("a\r\n");
        wire.pace(Pace.each(Duration.ofSeconds(10)));
        peer.before = () -> passes(11);
        wire.writeLine("220 hello");
        assertFalse(wire.flush());
        assertTrue(peer.closed);
        assertEquals(Optional.of(new TimedOut()), wire.ending());
        assertEquals(new None(new TimedOut()), wire.readLine(100));
    }

    @Test void eachReadHasItsOwnTimeUnlessTheRequestIsTimed() {
        var wire = wire("a", "b", "c\r\n");
        wire.pace(Pace.each(Duration.ofSeconds(10)));
        peer.before = () -> passes(6);
        assertEquals(new Whole("abc", false), wire.readLine(100));

        var timed = wire("a", "b", "c\r\n");
        timed.pace(new Pace(Duration.ofSeconds(10), true, 0));
        peer.before = () -> passes(6);
        assertEquals(new None(new TimedOut()), timed.readLine(100));
    }

    @Test void dataEarnsTimeAtTheMinimalRateButNeverMoreThanTheTimeout() {
        var wire = wire("x".repeat(500), "x".repeat(500), "x".repeat(5000), "x".repeat(10));
        wire.pace(new Pace(Duration.ofSeconds(10), true, 100));
        peer.before = () -> passes(7);
        assertTrue(wire.fill(), "10 - 7 + 5 = 8 s are left");
        assertTrue(wire.fill(), "8 - 7 + 5 = 6 s are left");
        assertFalse(wire.fill());
        assertEquals(Optional.of(new TimedOut()), wire.ending());

        var fast = wire("x".repeat(5000), "x".repeat(10));
        fast.pace(new Pace(Duration.ofSeconds(10), true, 100));
        peer.before = () -> passes(1);
        fast.fill();
        peer.before = () -> passes(11);
        assertFalse(fast.fill(), "50 s were earned but only 10 are given");
    }

    /// Time goes by while a read or write waits.
    private void passes(int seconds) {
        time.turn(Duration.ofSeconds(seconds));
        watchdog.sweep();
    }

    @Test void aBrokenConnectionIsNamedInTheSystemsWords() {
        var wire = wire();
        peer.failure = "Connection reset by peer";
        assertEquals(new None(new Broken("Connection reset by peer")), wire.readLine(100));
        wire.writeLine("gone");
        assertFalse(wire.flush());
    }

    @Test void pendingLooksWithoutWaiting() {
        var wire = wire();
        assertFalse(wire.pending());
        peer.pieces.add(Latin1.bytes("early\r\n"));
        assertTrue(wire.pending());
        assertEquals(new Whole("early", false), wire.readLine(100));
    }

    @Test void aLayerSeesNothingOfWhatWasSentBeforeIt() {
        var wire = wire("STARTTLS\r\nRSET\r\n", "secret\r\n");
        wire.readLine(100);
        wire.writeLine("220 2.0.0 Ready to start TLS");
        assertTrue(wire.layer(below -> new Upper(below)));
        assertEquals(List.of("220 2.0.0 Ready to start TLS\r\n"), peer.written());
        assertEquals(new Whole("SECRET", false), wire.readLine(100));
    }

    @Test void aHandshakeThatTakesTooLongEndsTheWire() {
        var wire = wire("x");
        wire.pace(Pace.each(Duration.ofSeconds(10)));
        assertFalse(wire.layer(below -> {
            passes(11);
            return below;
        }));
        assertEquals(Optional.of(new TimedOut()), wire.ending());
    }

    private record Upper(Transport below) implements Transport {
        @Override public int read(byte[] into, int offset, int length) throws java.io.IOException {
            int got = below.read(into, offset, length);
            for (int i = offset; i < offset + got; i++) into[i] = (byte) Character.toUpperCase(into[i]);
            return got;
        }

        @Override public int readWithin(Duration limit, byte[] into, int offset, int length)
            throws java.io.IOException {
            return below.readWithin(limit, into, offset, length);
        }

        @Override public void write(byte[] from, int offset, int length) throws java.io.IOException {
            below.write(from, offset, length);
        }

        @Override public void shutdownInput() throws java.io.IOException {
            below.shutdownInput();
        }

        @Override public void shutdownOutput() throws java.io.IOException {
            below.shutdownOutput();
        }

        @Override public void close() throws java.io.IOException {
            below.close();
        }
    }
}
