package org.postrider.net;

import java.util.Optional;

/// Where to connect to or listen at, as Postfix writes it.
public sealed interface Endpoint {
    /// @param host name or address without brackets; empty for all own addresses
    /// @param port number or service name; empty where the form has none
    record Inet(String host, String port) implements Endpoint {}

    /// @param path below the queue directory when relative
    record Unix(String path) implements Endpoint {}

    /// `unix:path`, `inet:host:port`, `host:port`, `[address]:port`, `port`.
    ///
    /// @return empty when the text has none of these forms
    static Optional<Endpoint> parse(String text) {
        if (text.startsWith("unix:")) {
            var path = text.substring("unix:".length());
            return path.isEmpty() ? Optional.empty() : Optional.of(new Unix(path));
        }
        var inet = text.startsWith("inet:") ? text.substring("inet:".length()) : text;
        var parsed = parseInet(inet);
        if (parsed.isEmpty()) return Optional.empty();
        // one word alone is a port: that is how master.cf and inet: write it
        var endpoint = parsed.get();
        return Optional.of(endpoint.port().isEmpty() && !inet.startsWith("[")
            ? new Inet("", endpoint.host()) : endpoint);
    }

    /// `host:port`, `[address]:port`, `[address]`, `host`; one word alone is a host.
    static Optional<Inet> parseInet(String text) {
        if (text.startsWith("[")) return parseBracketed(text);
        int colon = text.lastIndexOf(':');
        var host = colon < 0 ? text : text.substring(0, colon);
        var port = colon < 0 ? "" : text.substring(colon + 1);
        // an IPv6 address without brackets cannot be told from its port
        boolean sound = host.indexOf(':') < 0 && (colon < 0 ? !host.isEmpty() : !port.isEmpty());
        return sound ? Optional.of(new Inet(host, port)) : Optional.empty();
    }

    private static Optional<Inet> parseBracketed(String text) {
        int close = text.indexOf(']');
        if (close < 2) return Optional.empty();
        var host = text.substring(1, close);
        var rest = text.substring(close + 1);
        if (host.regionMatches(true, 0, "IPv6:", 0, 5)) host = host.substring(5);
        if (rest.isEmpty()) return Optional.of(new Inet(host, ""));
        return rest.startsWith(":") && rest.length() > 1
            ? Optional.of(new Inet(host, rest.substring(1))) : Optional.empty();
    }
}
