package org.postrider.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.net.Endpoint.Inet;
import org.postrider.net.Endpoint.Unix;
import org.postrider.net.Interfaces.Own;
import org.postrider.net.Interfaces.Protocols;

class AddressesTest {
    private static final Settings HOST_STYLE = Settings.of(Map.of("mynetworks_style", "host"));

    @ParameterizedTest @ValueSource(strings = {"127.0.0.1", "255.255.255.255", "::", "::1", "1::", "2001:db8::1",
        "2001:db8:0:1:1:1:1:1", "2001:0:0:1::1", "1:2:3:4:5:6:7:8", "fe80::200:f8ff:fe21:67cf", "::192.0.2.1",
        "1:0:0:2::", "1::2:0:0:3:4"})
    void anAddressIsWrittenAsTheCLibraryWritesIt(String text) {
        assertEquals(text, Addresses.text(InetAddress.ofLiteral(text)));
    }

    @ParameterizedTest @CsvSource(value = {"unix:private/x|private/x|-", "inet:127.0.0.1:25|127.0.0.1|25",
        "inet:10025||10025", "[::1]:25|::1|25", "inet:[IPv6:::1]:25|::1|25", "host:smtp|host|smtp", "[::1]|::1|",
        "smtp||smtp", "inet:localhost:submission|localhost|submission", ":25||25"}, delimiter = '|', emptyValue = "")
    void endpointsAreReadInAllTheirForms(String text, String first, String second) {
        var host = first == null ? "" : first;
        var port = second == null ? "" : second;
        assertEquals(Optional.of(port.equals("-") ? new Unix(host) : new Inet(host, port)), Endpoint.parse(text));
    }

    @ParameterizedTest @ValueSource(strings = {"unix:", "inet:", "", "::1", "::1:25", "[]:25", "[::1", "[::1]25",
        "host:", "[::1]:"})
    void whatIsNoEndpointIsNotGuessedAt(String text) {
        assertEquals(Optional.empty(), Endpoint.parse(text));
    }

    @Test void oneWordIsAHostWhereAHostIsExpected() {
        assertEquals(Optional.of(new Inet("mail.example.com", "")), Endpoint.parseInet("mail.example.com"));
        assertEquals(Optional.of(new Inet("mail.example.com", "26")), Endpoint.parseInet("mail.example.com:26"));
    }

    @Test void networksAreAsWideAsTheStyleSays() {
        var own = new Interfaces(new Protocols(true, true), List.of(own("127.0.0.1", 8), own("192.168.7.9", 20),
            own("192.168.7.10", 20), own("::1", 128), own("2001:db8::5:7", 61)), true);
        assertEquals("127.0.0.1/32 192.168.7.9/32 192.168.7.10/32 [::1]/128 [2001:db8::5:7]/128",
            own.networks(HOST_STYLE));
        assertEquals("127.0.0.0/8 192.168.0.0/20 [::1]/128 [2001:db8::]/61",
            own.networks(Settings.of(Map.of("mynetworks_style", "subnet"))));
        assertEquals("127.0.0.0/8 192.168.7.0/24 [::1]/128 [2001:db8::]/61",
            own.networks(Settings.of(Map.of("mynetworks_style", "class"))));
        assertThrows(ConfigException.class, () -> own.networks(Settings.of(Map.of("mynetworks_style", "world"))));
        assertEquals(List.of(InetAddress.ofLiteral("::")), own.listenAt());
        assertTrue(own.isOwn(InetAddress.ofLiteral("192.168.7.10")));
    }

    private static Own own(String address, int prefix) {
        return new Own(InetAddress.ofLiteral(address), prefix);
    }

    @Test void thisMachineHasItsLoopbackAddress() {
        var loopback = Interfaces.of(Settings.of(
            Map.of("inet_interfaces", "loopback-only", "inet_protocols", "ipv4", "mynetworks_style", "host")));
        assertEquals(List.of(own("127.0.0.1", 8)), loopback.own());
        assertEquals(List.of(InetAddress.ofLiteral("127.0.0.1")), loopback.listenAt());
        var named = Interfaces.of(Settings.of(
            Map.of("inet_interfaces", "127.0.0.1, [127.0.0.1]", "inet_protocols", "ipv4")));
        assertEquals(loopback.own(), named.own());
        var all = Interfaces.of(Settings.of(Map.of("inet_protocols", "ipv4")));
        assertEquals(List.of(InetAddress.ofLiteral("0.0.0.0")), all.listenAt());
        assertTrue(all.own().containsAll(loopback.own()));
    }

    @Test void anInterfaceThatIsNotHereIsNamed() {
        var wrong = assertThrows(ConfigException.class,
            () -> Interfaces.of(Settings.of(Map.of("inet_interfaces", "192.0.2.77"))));
        assertEquals("parameter inet_interfaces: no local interface found for 192.0.2.77", wrong.getMessage());
        assertThrows(ConfigException.class, () -> Interfaces.of(Settings.of(Map.of("inet_protocols", "ipv5"))));
    }

    @Test void proxiesAreAddressesOfOthers() {
        assertEquals(Set.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("192.0.2.2")),
            Interfaces.proxies(Settings.of(Map.of("proxy_interfaces", "192.0.2.1, [192.0.2.2]"))));
    }
}
