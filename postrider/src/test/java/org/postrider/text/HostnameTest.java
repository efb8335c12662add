package org.postrider.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostnameTest {
    @ParameterizedTest @ValueSource(strings = {"a", "mx.example.com", "_dmarc.x", "1a.2", "a-b.c", "xn--bcher-kva.ch"})
    void commonNamesAreValid(String name) {
        assertTrue(Hostname.isValid(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "a.", "-a", "a-", "a.-b", "a-.b", "1.2.3.4", "a b", "a,b", "b\u00c3\u00a9.c"})
    void dotsAndHyphensHaveTheirPlaces(String name) {
        assertFalse(Hostname.isValid(name));
    }

    @Test void labelsAndNamesHaveALimit() {
        assertTrue(Hostname.isValid("a".repeat(63)));
        assertFalse(Hostname.isValid("a".repeat(64)));
        assertFalse(Hostname.isValid("a.".repeat(128) + "b"));
    }

    @Test void aLabelInUtf8IsValidWhereThatIsAllowed() {
        assertTrue(Hostname.isValidUtf8("b\u00c3\u00bccher.example"));
        assertFalse(Hostname.isValidUtf8("b\u00c3\u00bccher..example"));
    }

    @ParameterizedTest @ValueSource(strings = {"[127.0.0.1]", "[IPv6:::1]", "[ipv6:2001:db8::2]", "[0.0.0.0]"})
    void anAddressInBracketsIsALiteral(String text) {
        assertTrue(Hostname.isAddressLiteral(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[bad]", "[::1]", "[IPv6:1.2.3.4]", "[1.2.3.4", "[1.2.3.4]x", "[1.2.3]", "[0.1.2.3]"})
    void anythingElseInBracketsIsNone(String text) {
        assertFalse(Hostname.isAddressLiteral(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "::", "::1", "1::", "2001:db8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8", "fe80::1:2"})
    void anAddressIsWrittenAsItWasRead(String text) {
        String canonical = text.startsWith("2001") ? "2001:db8::1:0:0:1" : text;
        assertEquals(canonical, Ip.parse(text).orElseThrow().toString());
        var ip = Ip.parse(text).orElseThrow();
        assertEquals(ip, Ip.of(ip.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4 ", "01.2.3.0004", ":::", "1:2", ":1::2", "1::2::3",
        "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3", "g::"})
    void whatIsNoAddressIsNotGuessed(String text) {
        assertTrue(Ip.parse(text).isEmpty());
    }

    @Test void anIpv4AddressMappedIntoIpv6IsTheSame() {
        var mapped = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, 1};
        assertEquals(Ip.parse("192.0.2.1").orElseThrow(), Ip.of(mapped));
    }

    @Test void theReverseNameHasOctetsOrNibblesBackwards() {
        assertEquals("1.2.0.192.in-addr.arpa", Ip.parse("192.0.2.1").orElseThrow().reverseName());
        assertEquals("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
            Ip.parse("2001:db8::567:89ab").orElseThrow().reverseName());
    }
}
