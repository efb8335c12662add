package org.postrider.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.net.Interfaces.Protocols;
import org.postrider.net.Line.Whole;
import org.postrider.net.ProxyHeader.Answer;

class ProxyHeaderTest {
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final Protocols BOTH = new Protocols(true, true);

    private static Wire wire(String... pieces) {
        return new Wire(new ScriptTransport(pieces), Wire.Ends.UNIX, new Watchdog(new TurnedTime()));
    }

    private static Answer proxied(String client, int clientPort, String server, int serverPort) {
        return new Answer.Proxied(new Wire.Ends(at(server, serverPort), at(client, clientPort)));
    }

    private static Optional<InetSocketAddress> at(String address, int port) {
        return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    @Test void aLineNamesTheClientAndWhatFollowsIsLeft() {
        var wire = wire("PRO", "XY TCP4 192.0.2.1 198.51.100.2 4711 2", "5\r\nEHLO x\r\n");
        assertEquals(proxied("192.0.2.1", 4711, "198.51.100.2", 25), ProxyHeader.read(wire, BOTH));
        assertEquals(new Whole("EHLO x", false), wire.readLine(100));
        assertEquals(proxied("2001:db8::1", 1, "::1", 65535),
            ProxyHeader.read(wire("PROXY tcp6 2001:db8::1 ::1 1 65535\r\n"), BOTH));
        assertEquals(proxied("192.0.2.1", 1, "::1", 2),
            ProxyHeader.read(wire("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2\n"), BOTH));
    }

    @Test void aBinaryHeaderNamesTheClientAndExtensionsAreSkipped() {
        var four = SIGNATURE + "\u0021\u0011\0\u000f" + "\u00c0\0\2\1" + "\u00c6\u0033\u0064\2" + "\u0012\u0067\0\u0019"
            + "\4\0\0";
        var wire = wire(four.substring(0, 5), four.substring(5, 20), four.substring(20) + "HELO\r\n");
        assertEquals(proxied("192.0.2.1", 4711, "198.51.100.2", 25), ProxyHeader.read(wire, BOTH));
        assertEquals(new Whole("HELO", false), wire.readLine(100));
        var loopback = "\0".repeat(15) + "\1";
        assertEquals(proxied("::1", 1, "::1", 25), ProxyHeader.read(
            wire(SIGNATURE + "\u0021\u0021\0\u0024" + loopback + loopback + "\0\1\0\u0019"), BOTH));
    }

    @Test void aHealthCheckOfTheProxyIsLocal() {
        assertEquals(new Answer.Local(), ProxyHeader.read(wire(SIGNATURE + "\u0020\0\0\0"), BOTH));
    }

    @ParameterizedTest @CsvSource({
        "PROXY UNKNOWN~, bad or missing protocol type", "PROXY TCP5 a b 1 2~, bad or missing protocol type",
        "PROXY TCP4 ::1 ::1 1 2~, bad or missing client address",
        "PROXY TCP4 1.2.3.4 host 1 2~, bad or missing server address",
        "PROXY TCP4 1.2.3.4 1.2.3.4 x 2~, bad or missing client port",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 65536~, bad or missing server port",
        "EHLO client.example~, unrecognized protocol header"})
    void whatIsNoHeaderIsRefusedInPostfixsWords(String line, String why) {
        assertEquals(new Answer.Malformed(why), ProxyHeader.read(wire(line.replace("~", "\r\n")), BOTH));
    }

    @Test void aBinaryHeaderThatIsWrongIsRefused() {
        assertEquals(new Answer.Malformed("unrecognized protocol version"),
            ProxyHeader.read(wire(SIGNATURE + "\u0011\u0011\0\0"), BOTH));
        assertEquals(new Answer.Malformed("bad command in proxy header"),
            ProxyHeader.read(wire(SIGNATURE + "\42\u0011\0\0"), BOTH));
        assertEquals(new Answer.Malformed("unsupported network protocol"),
            ProxyHeader.read(wire(SIGNATURE + "\u0021\u0031\0\0"), BOTH));
        assertEquals(new Answer.Malformed("short address field"),
            ProxyHeader.read(wire(SIGNATURE + "\u0021\u0011\0\4abcd"), BOTH));
        assertEquals(new Answer.Malformed("Postfix IPv4 support is disabled"), ProxyHeader.read(
            wire(SIGNATURE + "\u0021\u0011\0\4abcd"), new Protocols(false, true)));
    }

    @Test void aHeaderThatNeverEndsIsRefusedAndOneThatIsCutOffIsNone() {
        assertEquals(new Answer.Malformed("missing protocol header terminator"),
            ProxyHeader.read(wire("PROXY " + "x".repeat(600)), BOTH));
        assertEquals(new Answer.Malformed("short version 2 protocol header"),
            ProxyHeader.read(wire(SIGNATURE + "\u0021\u0011\u0010\0" + "x".repeat(600)), BOTH));
        assertEquals(new Answer.None(new Ending.Closed()), ProxyHeader.read(wire("PROXY TCP4"), BOTH));
        assertEquals(new Answer.None(new Ending.Closed()), ProxyHeader.read(wire(SIGNATURE), BOTH));
    }

    @Test void aLayerFromTheStartGetsWhatFollowsTheHeader() {
        var wire = wire("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nclient hello", " goes on\r\n");
        if (ProxyHeader.read(wire, BOTH) instanceof Answer.Proxied(Wire.Ends ends)) wire.standFor(ends);
        assertEquals(at("1.2.3.4", 1), wire.peer());
        var seen = new byte[100];
        wire.layerFromStart(below -> {
            int first = below.read(seen, 0, 6);
            below.read(seen, first, 94);
            return below;
        });
        assertEquals("client hello", new String(seen).strip().replace("\0", ""));
        assertEquals(new Whole(" goes on", false), wire.readLine(100));
    }
}
