package org.postrider.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.postrider.config.ConfigException;
import org.postrider.config.Machine;
import org.postrider.config.OwnAddresses;
import org.postrider.config.Settings;
import org.postrider.text.Ip;

/// This machine's addresses, as far as `inet_interfaces` and `inet_protocols` let mail in through them.
///
/// @param own all of them
/// @param all true when `inet_interfaces` doesn't choose among them
public record Interfaces(Protocols protocols, Set<Ip> own, boolean all) {
    /// Which versions of IP are used.
    public record Protocols(boolean ipv4, boolean ipv6) {
        /// @throws ConfigException when `inet_protocols` is neither `all` nor a list of `ipv4` and `ipv6`
        public static Protocols of(Settings settings) {
            boolean ipv4 = false, ipv6 = false;
            for (String word : words(settings.get(NetParams.INET_PROTOCOLS)).toList()) {
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "all" -> ipv4 = ipv6 = true;
                    case "ipv4" -> ipv4 = true;
                    case "ipv6" -> ipv6 = true;
                    default -> throw new ConfigException("unknown inet_protocols value \"" + word + "\" in \""
                        + settings.get(NetParams.INET_PROTOCOLS) + "\": use all, ipv4 or ipv6");
                }
            }
            return new Protocols(ipv4, ipv6);
        }

        public boolean allow(InetAddress address) {
            return address instanceof Inet6Address ? ipv6 : ipv4;
        }
    }

    /// @throws ConfigException when `inet_interfaces` names what this machine hasn't
    public static Interfaces of(Settings settings, Machine machine) {
        var text = settings.get(NetParams.INET_INTERFACES).strip();
        var addresses = OwnAddresses.of(machine, text, settings.get(NetParams.INET_PROTOCOLS));
        var own = new LinkedHashSet<Ip>();
        addresses.interfaces().forEach(one -> own.add(Ip.of(one.address())));
        return new Interfaces(Protocols.of(settings), own, text.equals("all"));
    }

    /// Where a master.cf row without a host of its own listens. For all interfaces that is one wildcard address; with
    /// IPv6 it takes IPv4 too.
    public List<InetAddress> listenAt() {
        if (!all) return own.stream().map(Ip::inet).toList();
        boolean ipv6 = own.stream().anyMatch(Ip::v6);
        return List.of(new Ip(ipv6, 0, 0).inet());
    }

    /// Is this one of the addresses that mail comes in by?
    public boolean isOwn(Ip address) {
        return own.contains(address);
    }

    /// The addresses of `proxy_interfaces`: mail to them comes here by way of somebody else.
    ///
    /// @throws ConfigException when a name there has no address
    public static Set<Ip> proxies(Settings settings, Machine machine) {
        var protocols = Protocols.of(settings);
        var all = new LinkedHashSet<Ip>();
        words(settings.get(NetParams.PROXY_INTERFACES)).forEach(host -> {
            var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            var found = machine.addresses(bare).stream().filter(protocols::allow).map(Ip::of).toList();
            if (found.isEmpty())
                throw new ConfigException("config variable proxy_interfaces: host not found: " + host);
            all.addAll(found);
        });
        return all;
    }

    /// A socket of the address's own version: one for both would show IPv4 peers to IPv6 rows.
    static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty());
    }
}
