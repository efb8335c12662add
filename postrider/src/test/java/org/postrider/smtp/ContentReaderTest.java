package org.postrider.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postrider.text.Latin1;

class ContentReaderTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String content() {
        return Latin1.of(out.toByteArray());
    }

    private ContentReader data(BareLf bareLf) {
        return ContentReader.data(bareLf, 0, out::write);
    }

    /// Feeds all of it at once and returns what was left over.
    private String feed(ContentReader reader, String text) {
        var bytes = Latin1.bytes(text);
        int taken = reader.feed(bytes, 0, bytes.length);
        return text.substring(taken);
    }

    @Test void aDotOnItsOwnEndsTheMessageAndTheRestIsLeft() {
        var reader = data(BareLf.NORMALIZE);
        assertEquals("QUIT\r\n", feed(reader, "a: b\r\n\r\n..x\r\n.\r\nQUIT\r\n"));
        assertTrue(reader.ended());
        assertEquals("a: b\n\n.x\n", content());
        assertEquals(6 + 2 + 4, reader.size());
    }

    @Test void withoutTheEndNothingIsLostAndNothingEnds() {
        var reader = data(BareLf.NORMALIZE);
        assertEquals("", feed(reader, "Subject: unfinished\r\n\r\n"));
        assertFalse(reader.ended());
        assertEquals(23, reader.received());
    }

    @ParameterizedTest @CsvSource(quoteCharacter = '`', value = {
        "NORMALIZE, one|.|two^|.^|, one|two|, ",
        "NORMALIZE, one|.^|x^|.^|, one|x|, ",
        "NORMALIZE, one^|.|x^|.^|, one|x|, ",
        "NORMALIZE, one|two^|.^|, one|two|, ",
        "ALLOW, one|.|two^|.^|, one|, two^|.^|",
        "ALLOW, one|.^|x^|.^|, one|, x^|.^|",
        "ALLOW, one^^|.^|, one|, ",
        "NORMALIZE, one^^|.^|, one^|, ",
        "NORMALIZE, one^two^|.^|, one^two|, ",
        "NORMALIZE, ..^|.a^|.^|, .|a|, ",
        "NORMALIZE, .^|rest, ``, rest"})
    void onlyTheRightLineEndsTheMessage(BareLf mode, String sent, String content, String rest) {
        var reader = data(mode);
        String left = feed(reader, sent.replace('^', '\r').replace('|', '\n'));
        assertTrue(reader.ended());
        assertEquals(content.replace('^', '\r').replace('|', '\n'), content());
        assertEquals(rest == null ? "" : rest, left.replace('\r', '^').replace('\n', '|'));
    }

    @Test void aBareLineFeedIsNoticed() {
        var reader = data(BareLf.REJECT);
        feed(reader, "a\r\nb\n.\r\n");
        assertTrue(reader.sawBareLf());
        assertFalse(reader.ended());
        var clean = data(BareLf.REJECT);
        feed(clean, "a\r\nb\r\n.\r\n");
        assertFalse(clean.sawBareLf());
    }

    @Test void aMailboxsFromLineIsNoHeader() {
        feed(data(BareLf.NORMALIZE), ">>From x\r\na: b\r\n.\r\n");
        assertEquals("X-Mailbox-Line: >>From x\na: b\n", content());
    }

    @Test void aFirstLineThatStartsWithABlankDoesNotContinueTheHeaderBeforeIt() {
        feed(data(BareLf.NORMALIZE), " x\r\n.\r\n");
        assertEquals("\n x\n", content());
    }

    @Test void whatIsOverTheLimitIsDroppedButReadToTheEnd() {
        var reader = ContentReader.data(BareLf.NORMALIZE, 10, out::write);
        assertEquals("QUIT", feed(reader, "12345\r\n12345\r\n1\r\n.\r\nQUIT"));
        assertTrue(reader.tooBig());
        assertEquals("12345\n", content());
        var exact = ContentReader.data(BareLf.NORMALIZE, 7, out::write);
        feed(exact, "12345\r\n.\r\n");
        assertFalse(exact.tooBig());
    }

    @Test void chunksAreOneTextAndTheirDotsAreText() {
        var reader = ContentReader.chunks(BareLf.NORMALIZE, 0, out::write);
        feed(reader, "Subject: bdat\r\n\r\nx");
        feed(reader, "yz\r\n.\r\nafter");
        reader.finish();
        assertEquals("Subject: bdat\n\nxyz\n.\nafter\n", content());
        assertEquals(32, reader.size());
    }

    @Test void aCrAtTheEndOfAChunkBelongsToTheLineFeedOfTheNext() {
        var reader = ContentReader.chunks(BareLf.REJECT, 0, out::write);
        feed(reader, "a\r");
        feed(reader, "\nb\r\n");
        reader.finish();
        assertEquals("a\nb\n", content());
        assertFalse(reader.sawBareLf());
    }

    /// Every way of dividing the input gives the same message.
    @ParameterizedTest @EnumSource
    void itDoesNotMatterHowTheBytesAreDivided(BareLf mode) {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--)
                text.append(switch (random.nextInt(8)) {
                    case 0 -> "\n";
                    case 1 -> ".";
                    case 2 -> "\r";
                    case 3 -> "From ";
                    case 4 -> random.nextInt(20) == 0 ? "x".repeat(20_000) : "y";
                    default -> "\r\n";
                });
            text.append("\r\n\r\n.\r\n");
            var bytes = Latin1.bytes(text.toString());
            String whole = divided(mode, bytes, random, bytes.length), parts = divided(mode, bytes, random, 5);
            assertEquals(whole, parts, () -> text.toString().replace("\r", "\\r").replace("\n", "\\n"));
        }
    }

    private String divided(BareLf mode, byte[] bytes, Random random, int most) {
        out.reset();
        var reader = data(mode);
        int at = 0;
        while (at < bytes.length && !reader.ended()) {
            int to = Math.min(bytes.length, at + (most == bytes.length ? most : 1 + random.nextInt(most)));
            at += reader.feed(bytes, at, to);
        }
        return content() + "|" + at + "|" + reader.sawBareLf() + "|" + reader.size();
    }

    @Test void dotsAreStuffedAndLinesGetTheirCr() {
        var writer = new ContentWriter(0, out::write);
        var bytes = Latin1.bytes("a\n.b\n\n.\nlast");
        writer.write(bytes, 0, bytes.length);
        writer.finish();
        assertEquals("a\r\n..b\r\n\r\n..\r\nlast\r\n.\r\n", content());
    }

    @Test void aLineThatIsTooLongContinuesBehindASpace() {
        var writer = new ContentWriter(4, out::write);
        var bytes = Latin1.bytes("1234\n12345678.\n");
        for (int i = 0; i < bytes.length; i++) writer.write(bytes, i, i + 1);
        writer.finish();
        assertEquals("1234\r\n1234\r\n 567\r\n 8.\r\n.\r\n", content());
        assertTrue(writer.broke());
    }

    @Test void whatTheWriterSendsTheReaderGivesBack() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            var text = new StringBuilder("h: x\n\n");
            for (int i = random.nextInt(40); i > 0; i--)
                text.append(random.nextInt(4) == 0 ? "." : random.nextInt(3) == 0 ? "\n" : "word ");
            text.append('\n');
            out.reset();
            var writer = new ContentWriter(0, out::write);
            writer.write(Latin1.bytes(text.toString()), 0, text.length());
            writer.finish();
            var sent = out.toByteArray();
            out.reset();
            var reader = data(BareLf.REJECT);
            assertEquals(sent.length, reader.feed(sent, 0, sent.length));
            assertTrue(reader.ended() && !reader.sawBareLf());
            assertEquals(text.toString(), content());
        }
    }
}
