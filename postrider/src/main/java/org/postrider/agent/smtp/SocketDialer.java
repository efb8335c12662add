package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.BIND_ADDRESS;
import static org.postrider.agent.smtp.SmtpParams.BIND_ADDRESS6;
import static org.postrider.agent.smtp.SmtpParams.BIND_ADDRESS_ENFORCE;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.net.Connector.Connection;
import org.postrider.net.Wire;
import org.postrider.status.Why;
import org.postrider.text.Ip;

/// Makes connections by TCP and Unix-domain sockets.
///
/// @param limit for making one
/// @param from4 own address of connections by IPv4, when not left to the system; likewise `from6`
/// @param strict rather no connection than one from another address
record SocketDialer(Connector connector, Duration limit, Optional<InetAddress> from4, Optional<InetAddress> from6,
                    boolean strict) implements Dialer {
    /// As good as none: the system gives up long before.
    private static final Duration NO_LIMIT = Duration.ofHours(1);

    /// @param only the one address that mail comes in by, when `inet_interfaces` names just one per version of IP
    static SocketDialer of(Settings settings, boolean lmtp, Connector connector, Only only) {
        var connect = Limits.of(settings, lmtp).connect();
        return new SocketDialer(connector, connect.isZero() ? NO_LIMIT : connect,
            address(settings, BIND_ADDRESS.of(lmtp)).or(only::ipv4),
            address(settings, BIND_ADDRESS6.of(lmtp)).or(only::ipv6), settings.get(BIND_ADDRESS_ENFORCE.of(lmtp)));
    }

    /// The lone addresses that mail comes in by: those it goes out from, too.
    record Only(Optional<InetAddress> ipv4, Optional<InetAddress> ipv6) {}

    private static Optional<InetAddress> address(Settings settings, Param<String> param) {
        String text = settings.get(param).strip();
        if (text.isEmpty()) return Optional.empty();
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return Optional.of(Ip.parse(bare).map(Ip::inet)
            .orElseThrow(() -> new ConfigException("bad " + param + " parameter: " + text + ": no IP address")));
    }

    @Override public Answer connect(Server server, Log log) {
        return server.ip().isPresent() ? tcp(server, server.ip().get(), log) : answer(server,
            connector.unix(server.address()));
    }

    private Answer tcp(Server server, InetAddress address, Log log) {
        var to = new InetSocketAddress(address, server.port());
        var from = Hosts.isIpv6(server) ? from6 : from4;
        var connection = connector.tcp(to, from, limit);
        if (!(connection instanceof Connection.NotOurAddress(String why))) return answer(server, connection);
        log.warning("cannot connect from " + from.map(InetAddress::getHostAddress).orElse("") + ": " + why);
        return strict ? new Answer.Failed(Why.of("4.4.0", "server configuration error"))
            : answer(server, connector.tcp(to, Optional.empty(), limit));
    }

    private static Answer answer(Server server, Connection connection) {
        return switch (connection) {
            case Connection.Made(Wire wire) -> new Answer.Connected(wire);
            case Connection.Failed(String why) -> failed(server, why);
            case Connection.NotOurAddress(String why) -> failed(server, why);
        };
    }

    private static Answer failed(Server server, String why) {
        return new Answer.Failed(Why.of("4.4.1", "connect to " + server.relay() + ": " + why));
    }
}
