package org.postrider.config;

import java.net.InetAddress;
import java.util.List;

/// What the defaults of some parameters ask of the machine and the process.
public interface Machine {
    /// An address of this machine and the bits of its network's prefix.
    record Interface(InetAddress address, int prefix) {}

    /// The machine's name as gethostname(3) gives it.
    String hostName();

    /// The addresses of all network interfaces that are up, IPv4 first, in the system's order.
    List<Interface> interfaces();

    /// The addresses that a host's name has; none when it cannot be looked up.
    List<InetAddress> addresses(String host);

    /// The name of this program.
    String program();

    long processId();
}
