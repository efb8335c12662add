package org.postrider.agent.smtp;

import java.net.InetAddress;
import java.util.Optional;

/// A server that mail may be given to.
///
/// @param name       its host name; our own for a Unix-domain socket
/// @param address    as text without brackets, or the path of its socket
/// @param ip         empty for a Unix-domain socket
/// @param port       0 for a Unix-domain socket
/// @param preference of the MX record by which it was found; the lowest is the best
record Server(String name, String address, Optional<InetAddress> ip, int port, int preference) {
    static Server unix(String ourName, String path) {
        return new Server(ourName, path, Optional.empty(), 0, 0);
    }

    /// `host[address]`, as messages call it.
    String peer() {
        return name + "[" + address + "]";
    }

    /// `host[address]:port`, as delivery lines call it.
    String relay() {
        return port == 0 ? peer() : peer() + ":" + port;
    }
}
