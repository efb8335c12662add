package org.postrider.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {
    @Test void onlyVisibleAsciiStaysAsItIs() {
        assertEquals("a+20b+2Bc+C3+A9", Xtext.encode("a b+c\u00c3\u00a9"));
        assertEquals("plain@example.com", Xtext.encode("plain@example.com"));
        assertEquals("a+3Bb", Xtext.encode("a;b", ";"));
    }

    @Test void decodingTakesHexOfEitherCase() {
        assertEquals(Optional.of("a+b c"), Xtext.decode("a+2Bb+20c"));
        assertEquals(Optional.of("a+"), Xtext.decode("a+2b"));
    }

    @ParameterizedTest @ValueSource(strings = {"+", "a+2", "a+2x", "+ 1"})
    void whatIsNoXtextIsNotGuessed(String bad) {
        assertEquals(Optional.empty(), Xtext.decode(bad));
    }

    @Test void aCodePointBecomesItsUtf8Bytes() {
        assertEquals(Optional.of("jos\u00c3\u00a9"), Xtext.decodeUtf8("jos\\x{E9}"));
        assertEquals(Optional.of("a\\b"), Xtext.decodeUtf8("a\\x{5C}b"));
        assertEquals(Optional.empty(), Xtext.decodeUtf8("\\x{110000}"));
        assertEquals(Optional.empty(), Xtext.decodeUtf8("\\x{D800}"));
        assertEquals(Optional.empty(), Xtext.decodeUtf8("\\x{E9"));
    }
}
