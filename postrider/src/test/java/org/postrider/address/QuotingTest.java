package org.postrider.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {
    @ParameterizedTest @CsvSource(quoteCharacter = '\'', value = {
        "user@example.com, user@example.com",
        "john doe@example.com, '\"john doe\"@example.com'",
        ".a@b, '\".a\"@b'", "a.@b, '\"a.\"@b'", "a..b@c, '\"a..b\"@c'",
        "a@b@c, '\"a@b\"@c'", "a\"b@c, '\"a\\\"b\"@c'", "@c, '\"\"@c'", "a b, '\"a b\"'",
        "jos\u00c3\u00a9@x, jos\u00c3\u00a9@x"})
    void aLocalPartThatNeedsThemGetsQuotes(String internal, String external) {
        assertEquals(external, Quoting.command(new Address(internal)));
        if (!internal.startsWith("@")) assertEquals(external, Quoting.header(new Address(internal)));
        assertEquals(internal, Quoting.internal(external).text());
    }

    @Test void theNullAddressStaysEmpty() {
        assertEquals("", Quoting.header(Address.NULL));
        assertEquals("", Quoting.command(Address.NULL));
        assertEquals(Address.NULL, Quoting.internal(""));
    }

    @Test void aSourceRouteStaysInFront() {
        assertEquals("@a,@b:\"c d\"@e", Quoting.header(new Address("@a,@b:c d@e")));
    }

    @ParameterizedTest @CsvSource({"user+ext@x, user@x", "user+a+b@x, user@x", "user+, user"})
    void theExtensionStartsAtTheFirstDelimiter(String address, String stripped) {
        assertEquals(Optional.of(new Address(stripped)), new Extension("+", "double-bounce", true).strip(new Address(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "+ext", "postmaster", "MAILER-DAEMON", "double-bounce", "owner-list", "list-request"})
    void someLocalPartsAreNeverDivided(String local) {
        assertEquals(Optional.empty(), new Extension("-+", "double-bounce", true).split(local));
    }

    @Test void listNamesAreDividedWhenNotSpecial() {
        assertEquals(Optional.of(new Extension.Split("owner", '-', "list")),
            new Extension("-", "double-bounce", false).split("owner-list"));
        assertEquals(Optional.empty(), Extension.NONE.split("a+b"));
    }
}
