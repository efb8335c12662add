package org.postrider.agent.smtp;

import java.util.OptionalInt;
import org.postrider.net.Endpoint;
import org.postrider.net.ServicePorts;

/// Where mail shall go, as transport tables, `relayhost` and the like have it.
sealed interface NextHop {
    /// As it was written: what kept connections are filed under.
    String text();

    /// @param host      domain, host name or address without brackets
    /// @param exchanger look for the domain's mail exchangers; otherwise it is a host
    record Inet(String text, String host, int port, boolean exchanger) implements NextHop {}

    /// @param path of a Unix-domain socket, as written
    record Unix(String text, String path) implements NextHop {}

    /// Makes no sense.
    record Bad(String text, String why) implements NextHop {}

    /// @param text     `domain`, `[host]`, `host:port`, `[host]:port`, with or without `inet:`; `unix:path`
    /// @param standard the port where none is said: number or service name
    /// @param lookup   whether mail exchangers are looked for at all
    static NextHop parse(String text, String standard, boolean lookup) {
        if (text.startsWith("unix:")) return new Unix(text, text.substring("unix:".length()));
        String inet = text.startsWith("inet:") ? text.substring("inet:".length()) : text;
        var parsed = Endpoint.parseInet(inet);
        // an address of IPv6 without brackets has no port
        var endpoint = parsed.orElseGet(() -> new Endpoint.Inet(inet, ""));
        String service = endpoint.port().isEmpty() ? standard : endpoint.port();
        OptionalInt port = ServicePorts.of(service);
        if (port.isEmpty()) return new Bad(text, "unknown service: " + service + "/tcp");
        return new Inet(text, endpoint.host(), port.getAsInt(), lookup && !inet.startsWith("["));
    }
}
