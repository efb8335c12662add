package org.postrider.table;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postrider.net.Connector;
import org.postrider.net.ServicePorts;
import org.postrider.net.Wire;
import org.postrider.text.Latin1;

/// Another program that knows the answers, as `inet:host:port` or `unix:/path` names it. Host names are looked up
/// when a connection is made.
///
/// @param shown how messages call it: `host:port`, or the path
sealed interface Peer {
    String shown();

    record Inet(String shown, String host, int port) implements Peer {}

    record Unix(String shown) implements Peer {}

    /// What came of connecting.
    sealed interface Connected {
        record Made(Wire wire) implements Connected {}

        record Failed(String why) implements Connected {}
    }

    /// @throws TableException when it is neither form
    static Peer parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) throw new TableException("need service transport:endpoint instead of \"" + text + "\"");
        String endpoint = text.substring(colon + 1);
        return switch (text.substring(0, colon)) {
            case "inet" -> inet(endpoint);
            case "unix", "local" -> new Unix(endpoint);
            default -> throw new TableException("invalid transport name: " + text.substring(0, colon) + " in service: "
                + text);
        };
    }

    /// `host:port` or `[address]:port`.
    ///
    /// @throws TableException saying what is wrong
    static Peer inet(String text) {
        int close = text.startsWith("[") ? text.indexOf(']') : -1, colon = text.lastIndexOf(':');
        if (text.startsWith("[") && close < 0) throw wrong(text, "missing \"]\"");
        if (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) != ':')
            throw wrong(text, "garbage after \"]\"");
        boolean whole = close >= 0 ? close + 1 == text.length() : colon < 0;
        if (close >= 0 && whole) throw wrong(text, "missing service information");
        String host = whole ? "" : close >= 0 ? text.substring(1, close) : text.substring(0, colon);
        String port = whole ? text : text.substring(close >= 0 ? close + 2 : colon + 1);
        return new Inet(text, host.isEmpty() ? "localhost" : host, port(text, port));
    }

    private static int port(String text, String port) {
        if (port.isEmpty()) throw wrong(text, "missing service information");
        boolean number = Character.isDigit(port.charAt(0));
        if (number && !port.chars().allMatch(Character::isDigit)) throw wrong(text, "garbage after numerical service");
        return ServicePorts.of(port).orElseThrow(() -> wrong(text, "unknown service: " + port));
    }

    private static TableException wrong(String text, String why) {
        return new TableException(text + ": " + why);
    }

    /// Tries all addresses, one after the other.
    default Connected connect(Connector connector, Duration limit) {
        return switch (this) {
            case Unix(String path) -> connected(connector.unix(path));
            case Inet(_, String host, int port) -> {
                Connected last = new Connected.Failed("host not found");
                for (var address : addresses(host)) {
                    last = connected(connector.tcp(new InetSocketAddress(address, port), Optional.empty(), limit));
                    if (last instanceof Connected.Made) break;
                }
                yield last;
            }
        };
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(Latin1.toUnicode(host)));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    private static Connected connected(Connector.Connection connection) {
        return switch (connection) {
            case Connector.Connection.Made(Wire wire) -> new Connected.Made(wire);
            case Connector.Connection.Failed(String why) -> new Connected.Failed(why);
            case Connector.Connection.NotOurAddress(String why) -> new Connected.Failed(why);
        };
    }
}
