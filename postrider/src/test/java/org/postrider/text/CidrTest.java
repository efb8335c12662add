package org.postrider.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postrider.text.Cidr.Parsed;

class CidrTest {
    private static Cidr block(String text) {
        return ((Parsed.Good) Cidr.parse(text)).cidr();
    }

    private static boolean holds(String block, String address) {
        return block(block).contains(Ip.parse(address).orElseThrow());
    }

    @Test void aBlockHoldsItsAddresses() {
        assertTrue(holds("192.0.2.0/24", "192.0.2.255"));
        assertFalse(holds("192.0.2.0/24", "192.0.3.0"));
        assertTrue(holds("0.0.0.0/0", "255.1.2.3"));
        assertTrue(holds("127.0.0.1", "127.0.0.1"));
        assertTrue(holds("2001:db8::/32", "2001:db8:ffff::1"));
        assertFalse(holds("2001:db8::/32", "2001:db9::"));
        assertTrue(holds("fe80::1:0/112", "fe80::1:abcd"));
        assertFalse(holds("::/0", "1.2.3.4"));
    }

    @Test void bitsBelowThePrefixAreAMistakeAndTheRightBlockIsTold() {
        assertEquals(new Parsed.Bad("non-null host address bits in \"192.0.2.1/24\", perhaps you should use "
            + "\"192.0.2.0/24\" instead"), Cidr.parse("192.0.2.1/24"));
    }

    @Test void whatIsNoBlockIsToldApart() {
        assertEquals(new Parsed.Bad("bad net/mask pattern: \"192.0.2.0/33\""), Cidr.parse("192.0.2.0/33"));
        assertEquals(new Parsed.Bad("bad net/mask pattern: \"1.2.3.4/\""), Cidr.parse("1.2.3.4/"));
        assertEquals(new Parsed.Bad("bad address pattern: \"host\""), Cidr.parse("host"));
    }

    @Test void addressesOnTheirOwnLinesFillHeaderLines() {
        String long1 = "a".repeat(40) + ",", long2 = "b".repeat(40) + ",", lone = "c";
        assertEquals("To: x, y", Folding.fill("To: x,\ny"));
        assertEquals(long1 + "\n" + long2 + " " + lone, Folding.fill(long1 + "\n" + long2 + "\n" + lone));
        assertEquals("a\n\tb\n c", Folding.indent("a\nb\n c"));
    }
}
