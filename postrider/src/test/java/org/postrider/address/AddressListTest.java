package org.postrider.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressListTest {
    private static List<String> found(String header) {
        return AddressList.parse(header).addresses().stream().map(Address::text).toList();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "user@example.com | user@example.com",
        "user @ example.com | user@example.com",
        "\"john doe\"@example.com | john doe@example.com",
        "john\\ doe@example.com | john doe@example.com",
        "John Doe <john@example.com> | john@example.com",
        "John Q. Public <john@example.com> | john@example.com",
        "john@example.com (John (Q) Doe) | john@example.com",
        "<john(comment)@example.com> | john@example.com",
        "<@a,@b:user@c> | @a, @b:user@c",
        "user@[192.0.2.1] | user@[192.0.2.1]",
        "user@[192.0.2.1 | user@[192.0.2.1]",
        "\"open quote@example.com | open quote@example.com",
        "a!b%c | a!b%c"})
    void theAddressIsFoundInWhatStandsAroundIt(String header, String address) {
        assertEquals(List.of(address), found(header));
    }

    @Test void aGroupsNameIsNoAddress() {
        assertEquals(List.of("a@b", "c@d"), found("my group: a@b, c@d;"));
        assertEquals(List.of("a@b", "c@d", "e@f"), found("one: a@b;, two: c@d;, e@f"));
        assertEquals("my group: a@b, c@d;", AddressList.parse("my group: a@b, c@d;").external());
    }

    @Test void wordsThatNothingConnectsAreAddressesOfTheirOwn() {
        assertEquals(List.of("a", "b@c"), found("a b@c"));
        assertEquals("a, b@c", AddressList.parse("a b@c").external());
        assertEquals("a@b, c@d (x)", AddressList.parse("a@b (x) c@d").external());
    }

    @Test void emptyBracketsAreNoAddress() {
        assertEquals(List.of(), found("Nobody <>"));
        assertEquals("Nobody <>", AddressList.parse("Nobody <>").external());
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"Doe, John\"   <john@x> | \"Doe, John\" <john@x>",
        "a@b,c@d | a@b, c@d",
        "<john(c)@x> | <john@x (c)>",
        "\"a \\\" b\" <c@d> | \"a \\\" b\" <c@d>",
        "group:; | group: ;"})
    void whatIsReadIsWrittenInItsProperForm(String header, String written) {
        assertEquals(written, AddressList.parse(header).external());
    }

    @Test void everyAddressIsRewrittenInItsPlace() {
        var list = AddressList.parse("A <a@x>, g: b@x (note);");
        assertEquals("A <a@y>, g: b@y (note);", list.rewrite(a -> a.withDomain("y")).external());
        assertEquals("A <a@x>,\ng: b@x (note);", list.lines());
    }

    @Test void tooMuchTextAroundAnAddressIsDropped() {
        assertEquals("<a@b>", AddressList.parse("\"" + "x".repeat(260) + "\" <a@b>").external());
        assertEquals("<>, c@d", AddressList.parse("(" + "x".repeat(260) + ") <>, c@d").external());
        assertEquals(302, AddressList.parse("(" + "x".repeat(300) + ")").external().length());
    }

    @Test void onlyAddressesAndBracketsAreBare() {
        assertTrue(AddressList.parse("<a@b>").isBare());
        assertFalse(AddressList.parse("a@b (c)").isBare());
        assertFalse(AddressList.parse("A <a@b>").isBare());
    }

    @Test void theLimitCutsTheRest() {
        assertEquals(List.of("a@b"), AddressList.parse("a@b, c@d", 4).addresses().stream().map(Address::text).toList());
    }
}
