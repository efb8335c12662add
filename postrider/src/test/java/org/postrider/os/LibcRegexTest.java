package org.postrider.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LibcRegexTest {
    private static LibcRegex compiled(String pattern) {
        return assertInstanceOf(LibcRegex.Compiled.Pattern.class,
            LibcRegex.compile(pattern, true, true, false)).regex();
    }

    @Test void bytesAreCharactersWhateverTheLocale() {
        try (var text = new LibcRegex.Subject("\u00c3\u00a9", 0)) {
            assertTrue(text.matches(compiled("^..$")));
            assertFalse(text.matches(compiled("^.$")));
            assertFalse(text.matches(compiled("\u00e9")));
        }
    }

    @Test void aPatternOutlivesItsMakersMemory() {
        var regex = compiled("(b+)(x)?c");
        System.gc();
        try (var text = new LibcRegex.Subject("aBBc", 2)) {
            assertTrue(text.matchesWithGroups(regex));
            assertEquals(List.of("BB", ""), List.of(text.group(1), text.group(2)));
        }
    }

    @Test void faultsHaveTheLibrarysWords() {
        assertEquals(new LibcRegex.Compiled.Fault("Unmatched ( or \\("), LibcRegex.compile("(", true, true, false));
    }

    @Test void perlPatternsGiveGroupsAndTheirOwnWords() throws Pcre2.TooHard {
        var library = Pcre2.library().orElseThrow();
        assertEquals(new Pcre2.Compiled.Fault("missing closing parenthesis", 2), library.compile("(a", List.of()));
        var pattern = assertInstanceOf(Pcre2.Compiled.Pattern.class,
            library.compile("(a)(b)?", List.of(Pcre2.Option.CASELESS))).pattern();
        try (var text = library.subject("xA", 2)) {
            assertTrue(text.matches(pattern));
            assertEquals(List.of("A", ""), List.of(text.group(1), text.group(2)));
        }
    }
}
