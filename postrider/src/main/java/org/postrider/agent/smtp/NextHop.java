package org.postrider.agent.smtp;

import java.util.OptionalInt;
import java.util.Set;
import org.postrider.net.Endpoint;
import org.postrider.net.ServicePorts;
import org.postrider.text.Latin1;

/// Where mail shall go, as transport tables, `relayhost` and the like have it.
sealed interface NextHop {
    /// As it was written: what kept connections are filed under.
    String text();

    /// @param host domain, host name or address without brackets
    record Inet(String text, String host, int port, Search search) implements NextHop {}

    /// How a next hop's servers are found. What fails with SRV records may go on with [#BY_EXCHANGER] or [#AS_HOST].
    sealed interface Search {
        /// It is a host.
        record AsHost() implements Search {}

        /// By the domain's mail exchangers.
        record ByExchanger() implements Search {}

        /// By SRV records of a service.
        record ByService(String service, Search otherwise) implements Search {}
    }

    Search AS_HOST = new Search.AsHost();
    Search BY_EXCHANGER = new Search.ByExchanger();

    /// What decides how a next hop is read.
    ///
    /// @param port       where none is said: number or service name
    /// @param exchangers whether mail exchangers are looked for at all
    /// @param services   those whose servers are found by SRV records
    record Reading(String port, boolean exchangers, Set<String> services) {}

    /// @param path of a Unix-domain socket, as written
    record Unix(String text, String path) implements NextHop {}

    /// Makes no sense.
    record Bad(String text, String why) implements NextHop {}

    /// @param text `domain`, `[host]`, `host:port`, `[host]:port`, with or without `inet:`; `unix:path`
    static NextHop parse(String text, Reading reading) {
        if (text.startsWith("unix:")) return new Unix(text, text.substring("unix:".length()));
        String inet = text.startsWith("inet:") ? text.substring("inet:".length()) : text;
        // an address of IPv6 without brackets has no port
        var endpoint = Endpoint.parseInet(inet).orElseGet(() -> new Endpoint.Inet(inet, ""));
        String service = endpoint.port().isEmpty() ? reading.port : endpoint.port();
        OptionalInt port = ServicePorts.of(service);
        if (port.isEmpty()) return new Bad(text, "unknown service: " + service + "/tcp");
        boolean bracketed = inet.startsWith("[");
        var search = reading.exchangers && !bracketed ? BY_EXCHANGER : AS_HOST;
        boolean bySrv = !bracketed && reading.services.contains(Latin1.lower(service));
        return new Inet(text, endpoint.host(), port.getAsInt(),
            bySrv ? new Search.ByService(service, search) : search);
    }
}
