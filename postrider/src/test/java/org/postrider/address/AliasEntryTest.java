package org.postrider.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasEntryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "simple: a,b~simple~a, b",
        "a: x,~a~`x, `",
        "\"with: space\": \"|cmd \\\"x y\\\"\", z~with: space~\"|cmd \\\"x y\\\"\", z",
        "back\\ slash: \\user~back slash~user",
        "e(f)g: (c) d~e (f) g~(c) d",
        "list: : include : /x~list~:include:/x",
        "n: Some One <a@b>~n~Some One <a@b>",
        "p . q: a\\,b~p.q~\"a,b\"",
        "lit: [1.2.3.4]~lit~[1.2.3.4]"})
    void nameIsUnquotedAndValueIsNot(String line, String name, String value) {
        assertEquals(new AliasEntry.Entry(name, value), AliasEntry.parse(line));
    }

    @ParameterizedTest @ValueSource(strings = {"nocolon", ":value", "name:", "a, b: c"})
    void withoutNameColonValueItIsNoEntry(String line) {
        assertEquals(new AliasEntry.Malformed("need name:value pair"), AliasEntry.parse(line));
    }

    @ParameterizedTest @ValueSource(strings = {"a@b: c", "a%b: c"})
    void aDomainOutsideQuotesMakesNoName(String line) {
        assertEquals(new AliasEntry.Malformed("name must be local and have no domain"), AliasEntry.parse(line));
    }

    @Test void aQuotedNameMayHaveOperators() {
        assertEquals(new AliasEntry.Entry("a@b", "c"), AliasEntry.parse("\"a@b\": c"));
    }
}
