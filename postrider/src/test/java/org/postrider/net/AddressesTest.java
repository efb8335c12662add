package org.postrider.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.config.ConfigException;
import org.postrider.config.Machine;
import org.postrider.config.Settings;
import org.postrider.net.Endpoint.Inet;
import org.postrider.net.Endpoint.Unix;
import org.postrider.text.Ip;

class AddressesTest {
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

    /// A machine with two cards.
    private record Cards() implements Machine {
        @Override public String hostName() {
            return "host.example";
        }

        @Override public List<Interface> interfaces() {
            return List.of(card("127.0.0.1", 8), card("192.168.7.9", 20), card("::1", 128));
        }

        private static Interface card(String address, int prefix) {
            return new Interface(InetAddress.ofLiteral(address), prefix);
        }

        @Override public List<InetAddress> addresses(String host) {
            return switch (host) {
                case "host.example" -> List.of(InetAddress.ofLiteral("192.168.7.9"), InetAddress.ofLiteral("::1"));
                case "nobody.example" -> List.of();
                default -> List.of(InetAddress.ofLiteral(host));
            };
        }

        @Override public String program() {
            return "test";
        }

        @Override public long processId() {
            return 1;
        }
    }

    private static Interfaces interfaces(String... namesAndValues) {
        return Interfaces.of(settings(namesAndValues), new Cards());
    }

    private static Settings settings(String... namesAndValues) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put(namesAndValues[i], namesAndValues[i + 1]);
        return Settings.of(map);
    }

    private static InetAddress at(String address) {
        return InetAddress.ofLiteral(address);
    }

    @Test void allInterfacesListenAtOneWildcard() {
        assertEquals(List.of(at("::")), interfaces().listenAt());
        assertEquals(List.of(at("0.0.0.0")), interfaces("inet_protocols", "ipv4").listenAt());
        assertTrue(interfaces().isOwn(Ip.of(at("192.168.7.9"))));
        assertFalse(interfaces().isOwn(Ip.of(at("192.168.7.10"))));
        assertFalse(interfaces("inet_protocols", "ipv4").isOwn(Ip.of(at("::1"))));
    }

    @Test void chosenInterfacesListenEachOnItsOwn() {
        assertEquals(List.of(at("127.0.0.1"), at("::1")), interfaces("inet_interfaces", "loopback-only").listenAt());
        assertEquals(List.of(at("192.168.7.9"), at("::1"), at("127.0.0.1")),
            interfaces("inet_interfaces", "host.example, [127.0.0.1] [::1]").listenAt());
        assertEquals(List.of(at("192.168.7.9")),
            interfaces("inet_interfaces", "host.example", "inet_protocols", "ipv4").listenAt());
    }

    @Test void anInterfaceThatIsNotHereIsNamed() {
        assertEquals("parameter inet_interfaces: no local interface found for 192.0.2.77",
            assertThrows(ConfigException.class, () -> interfaces("inet_interfaces", "192.0.2.77")).getMessage());
        assertEquals("unknown inet_protocols value \"ipv5\" in \"ipv4, ipv5\"",
            assertThrows(ConfigException.class, () -> interfaces("inet_protocols", "ipv4, ipv5")).getMessage());
    }

    @Test void proxiesAreAddressesOfOthers() {
        assertEquals(Set.of(Ip.of(at("192.0.2.1")), Ip.of(at("192.168.7.9"))), Interfaces.proxies(
            settings("proxy_interfaces", "[192.0.2.1], host.example", "inet_protocols", "ipv4"), new Cards()));
        assertThrows(ConfigException.class,
            () -> Interfaces.proxies(settings("proxy_interfaces", "nobody.example"), new Cards()));
    }
}
