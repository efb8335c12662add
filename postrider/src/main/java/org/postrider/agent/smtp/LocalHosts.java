package org.postrider.agent.smtp;

import java.net.InetAddress;
import java.util.List;

/// The machine's own table of hosts.
@FunctionalInterface
public interface LocalHosts {
    /// The host's addresses; none when it is not there.
    List<InetAddress> addresses(String host);
}
