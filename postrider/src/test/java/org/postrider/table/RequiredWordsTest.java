package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.text.Latin1;

class RequiredWordsTest {
    @ParameterizedTest @CsvSource(quoteCharacter = '`', value = {
        "^Subject:.*foo[[:space:]]+bar\\b, subject: foo bar", "abcd*ef, abc", "abcd+efg, abcd efg",
        "abcd?, abc", "abc|def, ``", "x(abc|def)ghij, ghij", "(^|x)abcd, abcd", "ab, ``", "a.bcd[xyz]EFG, bcd efg",
        "abc\\.def, abc.def", "abcd{0}xyz, abc xyz", "abc$, abc", "[^]abc]def, def", "\\<abc\\>, abc",
        "[\\]abc]def, abc]def", "[[.].]x]abc, abc", "(abc, ``", "[abc, ``", "([)]|x)def, def"})
    void whatAnExtendedPatternRequires(String pattern, String words) {
        assertEquals(words, String.join(" ", RequiredWords.of(pattern, false)));
    }

    @ParameterizedTest @CsvSource(quoteCharacter = '`', value = {
        "abc def, abc def", "(?i)abcdef, ``", "(?:abc)defg, defg", "abc(?=x)defg, abc defg", "\\Qabc.d\\E, ``",
        "abc\\d+def, abc def", "abcd{2}efg, abc efg", "abc(?x: d )efg, ``", "a\\x62cd, ``", "abc\\/def, abc/def",
        "[\\]abc]def, def", "abc(*ACCEPT)def, ``", "abc(x(?i)y)def, ``", "abc(?#()def, ``", "<abc>, <abc>"})
    void whatAPerlPatternRequires(String pattern, String words) {
        assertEquals(words, String.join(" ", RequiredWords.of(pattern, true)));
    }

    @Test void aFinderFindsAllWordsAlsoThoseWithinOthers() {
        var builder = new WordFinder.Builder();
        for (String word : List.of("hers", "his", "she", "ersatz", "he:")) builder.add(word);
        var finder = builder.build();
        assertEquals("{0, 2}", finder.find("usHErs").toString());
        assertEquals("{0, 2, 3}", finder.find("shersatz hers").toString());
        assertEquals("{}", finder.find("hhe rs \u00e4").toString());
        byte[] text = Latin1.bytes("x she x");
        assertTrue(finder.hasAny(text, 0, text.length));
        assertFalse(finder.hasAny(text, 0, 4));
    }

    @Test void aFinderWithoutWordsFindsNone() {
        assertTrue(new WordFinder.Builder().build().find("abc").isEmpty());
    }
}
