package org.postrider.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;

/// This machine's addresses, as far as `inet_interfaces` and `inet_protocols` let mail in through them.
public record Interfaces(Protocols protocols, List<Own> own, boolean all) {
    /// An address of this machine.
    ///
    /// @param prefix bits of its network
    public record Own(InetAddress address, int prefix) {}

    /// Which versions of IP are used.
    public record Protocols(boolean ipv4, boolean ipv6) {
        /// `all`, or `ipv4` and `ipv6` in a list.
        static Protocols of(Settings settings) {
            boolean ipv4 = false, ipv6 = false;
            for (String word : words(settings.get(NetParams.INET_PROTOCOLS))) {
                switch (word.toLowerCase(java.util.Locale.ROOT)) {
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
            return address instanceof Inet4Address ? ipv4 : ipv6;
        }
    }

    /// @throws ConfigException when `inet_interfaces` names what this machine hasn't
    public static Interfaces of(Settings settings) {
        var protocols = Protocols.of(settings);
        var text = settings.get(NetParams.INET_INTERFACES);
        if (!protocols.ipv4() && !protocols.ipv6()) return new Interfaces(protocols, List.of(), false);
        var machine = machine(protocols);
        return switch (text) {
            case "all" -> new Interfaces(protocols, machine, true);
            case "loopback-only" -> new Interfaces(protocols,
                machine.stream().filter(own -> own.address().isLoopbackAddress()).toList(), false);
            default -> new Interfaces(protocols, named(text, protocols, machine), false);
        };
    }

    private static List<Own> named(String text, Protocols protocols, List<Own> machine) {
        var own = new LinkedHashSet<Own>();
        for (String host : words(text)) {
            var addresses = addresses(NetParams.INET_INTERFACES.name(), host, protocols);
            for (var address : addresses)
                own.add(machine.stream().filter(mine -> mine.address().equals(address)).findFirst().orElseThrow(
                    () -> new ConfigException("parameter inet_interfaces: no local interface found for "
                        + Addresses.text(address))));
        }
        return List.copyOf(own);
    }

    private static List<InetAddress> addresses(String parameter, String host, Protocols protocols) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            var found = new ArrayList<InetAddress>();
            for (var address : InetAddress.getAllByName(bare)) if (protocols.allow(address)) found.add(address);
            if (!found.isEmpty()) return found;
        } catch (UnknownHostException _) {
            // said below
        }
        throw new ConfigException("config variable " + parameter + ": host not found: " + host);
    }

    /// The addresses of all interfaces that are up, IPv4 first.
    private static List<Own> machine(Protocols protocols) {
        var ipv4 = new LinkedHashSet<Own>();
        var ipv6 = new LinkedHashSet<Own>();
        try {
            for (var card : NetworkInterface.networkInterfaces().toList()) {
                if (!card.isUp()) continue;
                for (var entry : card.getInterfaceAddresses()) {
                    var address = unscoped(entry.getAddress());
                    if (protocols.allow(address))
                        (address instanceof Inet4Address ? ipv4 : ipv6)
                            .add(new Own(address, entry.getNetworkPrefixLength()));
                }
            }
        } catch (IOException failure) {
            throw new ConfigException("could not find any active network interfaces: " + failure.getMessage());
        }
        ipv4.addAll(ipv6);
        if (ipv4.isEmpty()) throw new ConfigException("could not find any active network interfaces");
        return List.copyOf(ipv4);
    }

    private static InetAddress unscoped(InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address ? InetAddress.getByAddress(address.getAddress()) : address;
    }

    /// Where a master.cf row without a host of its own listens. For all interfaces that is one wildcard address; with
    /// IPv6 it takes IPv4 too.
    public List<InetAddress> listenAt() {
        if (!all) return own.stream().map(Own::address).toList();
        boolean ipv6 = own.stream().anyMatch(mine -> mine.address() instanceof Inet6Address);
        try {
            return List.of(InetAddress.getByAddress(new byte[ipv6 ? 16 : 4]));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Is this one of the addresses that mail comes in by?
    public boolean isOwn(InetAddress address) {
        return own.stream().anyMatch(mine -> mine.address().equals(address));
    }

    /// The addresses of `proxy_interfaces`: mail to them comes here by way of somebody else.
    ///
    /// @throws ConfigException when a name there has no address
    public static Set<InetAddress> proxies(Settings settings) {
        var protocols = Protocols.of(settings);
        var all = new LinkedHashSet<InetAddress>();
        for (String host : words(settings.get(NetParams.PROXY_INTERFACES)))
            all.addAll(addresses(NetParams.PROXY_INTERFACES.name(), host, protocols));
        return all;
    }

    /// What `mynetworks` is when main.cf doesn't set it: the networks of our own addresses, as wide as
    /// `mynetworks_style` says.
    public String networks(Settings settings) {
        var style = settings.get(NetParams.MYNETWORKS_STYLE);
        var networks = new LinkedHashSet<String>();
        for (var mine : own) {
            int bits = 8 * mine.address().getAddress().length;
            int prefix = switch (style) {
                case "host" -> bits;
                case "subnet" -> mine.prefix();
                case "class" -> bits == 32 ? classPrefix(mine.address().getAddress()[0] & 255) : mine.prefix();
                default -> throw new ConfigException("bad mynetworks_style value: " + style
                    + "; specify exactly one of class, subnet, host");
            };
            networks.add(network(mine.address(), prefix));
        }
        return String.join(" ", networks);
    }

    /// The networks of old: A, B, C and multicast.
    private static int classPrefix(int first) {
        return first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 4;
    }

    private static String network(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < 8 * bytes.length; bit++) bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        try {
            var text = Addresses.text(InetAddress.getByAddress(bytes));
            return (bytes.length == 4 ? text : "[" + text + "]") + "/" + prefix;
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (String word : text.split("[\\s,]+")) if (!word.isEmpty()) words.add(word);
        return words;
    }
}
