package org.postrider.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.text.Latin1;

class MimeWalkTest {
    private static final MimeWalk.Limits LIMITS = new MimeWalk.Limits(1000, 20, 70);

    private static final String MULTIPART = """
        From: a
        Content-Type: multipart/mixed; boundary="one"

        preamble
        --one
        Content-Type: text/plain

        first
        - no boundary
        --one
        Content-Type: message/rfc822

        Subject: inner
        Content-Type: multipart/alternative; boundary=two

        --two
        X-Deep: yes

        deep
        --one--
        --two
        epilogue
        """;

    private static final class Notes implements MimeWalk.Sink {
        private final List<String> headers = new ArrayList<>();
        private final StringBuilder all = new StringBuilder();
        private final List<String> troubles = new ArrayList<>();

        @Override public void header(MimeWalk.Section section, HeaderName name, byte[] bytes, int length) {
            headers.add(section + " " + Latin1.of(bytes, 0, length));
            all.append(Latin1.of(bytes, 0, length)).append('\n');
        }

        @Override public void headEnd() {
            headers.add("END");
        }

        @Override public void body(byte[] bytes, int offset, int length, long at) {
            all.append(Latin1.of(bytes, offset, length));
        }

        @Override public void trouble(MimeTrouble trouble, byte[] bytes, int offset, int length) {
            troubles.add(trouble + " " + Latin1.of(bytes, offset, length));
        }
    }

    private static Notes walk(String message, int piece, Set<MimeTrouble> report) {
        var notes = new Notes();
        var walk = new MimeWalk(LIMITS, true, report, notes);
        byte[] bytes = Latin1.bytes(message);
        for (int i = 0; i < bytes.length; i += piece) walk.feed(bytes, i, Math.min(piece, bytes.length - i));
        walk.finish();
        return notes;
    }

    private static Notes walk(String message) {
        return walk(message, Integer.MAX_VALUE, Set.of());
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 3, 7, 16, 100, 10_000})
    void howTheMessageIsDividedMakesNoDifference(int piece) {
        var notes = walk(MULTIPART, piece, Set.of());
        assertEquals(List.of("PRIMARY From: a", "PRIMARY Content-Type: multipart/mixed; boundary=\"one\"", "END",
            "MIME Content-Type: text/plain", "MIME Content-Type: message/rfc822", "NESTED Subject: inner",
            "NESTED Content-Type: multipart/alternative; boundary=two", "MIME X-Deep: yes"), notes.headers);
        assertEquals(MULTIPART, notes.all.toString());
    }

    @ParameterizedTest @ValueSource(ints = {1, 5, 1000})
    void foldedLinesBelongToTheirHeader(int piece) {
        assertEquals(List.of("PRIMARY To: a,\n b,\n\tc", "PRIMARY X: y", "END"),
            walk("To: a,\n b,\n\tc\nX: y\n\nbody\n", piece, Set.of()).headers);
    }

    @Test void blanksBeforeTheColonAreDropped() {
        assertEquals(List.of("PRIMARY To: a", "END"), walk("To  \t: a\n\n").headers);
    }

    @ParameterizedTest @ValueSource(ints = {1, 4, 1000})
    void aHeaderThatEndsWithoutEmptyLineGetsOne(int piece) {
        assertEquals("A: b\n\nno header\n--x\n", walk("A: b\nno header\n--x\n", piece, Set.of()).all.toString());
        assertEquals("\nbody\n", walk("body\n", piece, Set.of()).all.toString());
    }

    @Test void aMessageWithoutBodyIsComplete() {
        assertEquals(List.of("PRIMARY A: b", "END"), walk("A: b\n").headers);
        assertEquals("A: b\n", walk("A: b").all.toString());
        assertEquals(List.of("END"), walk("").headers);
    }

    @Test void aLastLineWithoutEndGetsOne() {
        assertEquals("A: b\n\nx\n", walk("A: b\n\nx").all.toString());
        String open = MULTIPART.substring(0, MULTIPART.indexOf("first") + 3);
        for (int piece : new int[] {1, 9, 1000}) assertEquals(open + "\n", walk(open, piece, Set.of()).all.toString());
    }

    @ParameterizedTest @ValueSource(ints = {1, 64, 100_000})
    void aHeaderIsCutAtItsLimitAndTheNextOneIsSeen(int piece) {
        var notes = walk("X: " + "y".repeat(5000) + "\n " + "z".repeat(20) + "\nTo: a\n\nbody\n", piece, Set.of());
        assertEquals(1000, notes.headers.getFirst().length() - "PRIMARY ".length());
        assertEquals("PRIMARY To: a", notes.headers.get(1));
        assertTrue(notes.all.toString().endsWith("\n\nbody\n"));
    }

    @ParameterizedTest @ValueSource(ints = {1, 64, 100_000})
    void aBodyOfOneEndlessLineIsNotKept(int piece) {
        String line = "y".repeat(5000);
        assertEquals("\n" + line + "\n", walk(line, piece, Set.of()).all.toString());
    }

    @Test void aDigestsPartsAreMessages() {
        var notes = walk("Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: s\n\nb\n--x--\n");
        assertEquals("NESTED Subject: s", notes.headers.getLast());
    }

    @Test void commentsAndFoldsInContentTypeDoNotHideTheBoundary() {
        var notes = walk("Content-Type: multipart/mixed (a \"b\");\n charset=x; boundary\n = \"a\\b\n  c\"\n\n"
            + "--ab  c\nX: y\n\n");
        assertEquals("MIME X: y", notes.headers.getLast());
    }

    @Test void withoutMimeAllAfterTheHeaderIsBody() {
        var notes = new Notes();
        var walk = new MimeWalk(LIMITS, false, Set.of(), notes);
        byte[] bytes = Latin1.bytes(MULTIPART);
        walk.feed(bytes, 0, bytes.length);
        walk.finish();
        assertEquals(3, notes.headers.size());
        assertEquals(MULTIPART, notes.all.toString());
    }

    @Test void structuralTroubleIsToldOnceOfEachKind() {
        var all = EnumSet.allOf(MimeTrouble.class);
        var notes = walk("X: \u00e4\nY: \u00e4\nContent-Transfer-Encoding: base64\nContent-Type: message/rfc822\n\n"
            + "A: b\n\nok\n\u00fc1\n\u00fc2\n", 1000, all);
        assertEquals(List.of("EIGHT_BIT_HEADER X: \u00e4", "ENCODING base64", "EIGHT_BIT_BODY \u00fc1"),
            notes.troubles);
    }

    @Test void nestingHasALimit() {
        var text = new StringBuilder();
        for (int i = 0; i < 30; i++)
            text.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        assertEquals(1, walk(text.toString(), 1000, EnumSet.of(MimeTrouble.NESTING)).troubles.size());
    }

    @Test void namesAreKnownInAnyCase() {
        for (var name : HeaderName.values())
            assertEquals(name, HeaderName.of(Latin1.lower(name.label())));
        assertEquals(HeaderName.OTHER, HeaderName.of("X-Something-Of-A-Length-That-Nobody-Has"));
    }
}
