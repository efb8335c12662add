package org.postrider.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static List<String> words(String line) {
        return Command.parse(line).words().stream().map(Command.Word::text).toList();
    }

    @ParameterizedTest @CsvSource(quoteCharacter = '`', value = {
        "MAIL FROM:<a@b> SIZE=1, MAIL|FROM:|<a@b>|SIZE=1",
        "mail from:a@b, mail|from:|a@b",
        "MAIL  FROM: <a@b>, MAIL|FROM:|<a@b>",
        "MAIL FROM:<a b@c>, MAIL|FROM:|<a b@c>",
        "MAIL FROM:<\"a > b\"@c> X, MAIL|FROM:|<\"a > b\"@c>|X",
        "MAIL FROM:<a\\>b@c> X, MAIL|FROM:|<a\\>b@c>|X",
        "MAIL FROM:<a<b>c> X, MAIL|FROM:|<a<b>c>|X",
        "MAIL FROM:<a@b>BODY=7BIT, MAIL|FROM:|<a@b>BODY=7BIT",
        "MAIL FROM <a@b>, MAIL|FROM|<a@b>",
        "RCPT TO:a\\ b, RCPT|TO:|a\\ b",
        "Subject: x, Subject:|x",
        "a:b, a:b"})
    void aLineIsDividedWherePostfixDividesIt(String line, String words) {
        assertEquals(List.of(words.split("\\|")), words(line));
    }

    @Test void anEmptyLineHasNoWords() {
        assertEquals(0, Command.parse("").count());
        assertEquals(0, Command.parse(" \t ").count());
        assertEquals(Verb.UNKNOWN, Command.parse("").verb());
    }

    @ParameterizedTest @ValueSource(strings = {"MAIL FROM:<a@b", "MAIL FROM:\"a", "MAIL FROM:<a\\", "MAIL FROM:<\"a>"})
    void aBracketWithoutEndIsMarked(String line) {
        assertFalse(Command.parse(line).words().get(2).closed());
        assertTrue(Command.parse(line).words().get(1).closed());
    }

    @Test void verbsAreFoundInAnyCase() {
        assertEquals(Verb.EHLO, Command.parse("eHlO x").verb());
        assertEquals(Verb.UNKNOWN, Command.parse("UNKNOWN").verb());
        assertEquals(Verb.UNKNOWN, Command.parse("EXPN all").verb());
    }

    @Test void aNulEndsTheLine() {
        assertEquals(List.of("NOOP"), words("NOOP\0 rest"));
    }

    @Test void theRestIsPutTogetherWithSingleSpaces() {
        assertEquals("a b c", Command.parse("HELO a  b c").rest(1));
    }
}
