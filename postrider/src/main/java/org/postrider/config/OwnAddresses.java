package org.postrider.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// The addresses that this mail system receives mail on, after `inet_interfaces` and `inet_protocols`.
///
/// @param interfaces each address once, with its network's prefix
public record OwnAddresses(List<Machine.Interface> interfaces) {
    private static final String SEPARATORS = " \t\r\n,";

    /// @param selected  value of inet_interfaces: `all`, `loopback-only`, or names and addresses
    /// @param protocols value of inet_protocols: `all`, `ipv4`, `ipv6` or both
    /// @throws ConfigException when an address is not of this machine
    public static OwnAddresses of(Machine machine, String selected, String protocols) {
        var usable = new ArrayList<Machine.Interface>();
        for (var one : machine.interfaces())
            if (speaks(protocols, one.address()) && !one.address().isAnyLocalAddress()) usable.add(one);
        return new OwnAddresses(switch (selected.strip()) {
            case "all" -> usable;
            case "loopback-only" -> usable.stream().filter(one -> one.address().isLoopbackAddress()).toList();
            default -> named(machine, selected, protocols, usable);
        });
    }

    private static List<Machine.Interface> named(Machine machine, String selected, String protocols,
                                                 List<Machine.Interface> usable) {
        var addresses = new LinkedHashSet<InetAddress>();
        for (String host : Words.split(selected, SEPARATORS)) {
            var found = machine.addresses(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            if (found.stream().noneMatch(one -> speaks(protocols, one)))
                throw new ConfigException("config variable inet_interfaces: host not found: " + host);
            for (var address : found) if (speaks(protocols, address)) addresses.add(address);
        }
        var chosen = new ArrayList<Machine.Interface>();
        for (var address : addresses)
            chosen.add(usable.stream().filter(one -> sameHost(one.address(), address)).findFirst().orElseThrow(() ->
                new ConfigException("parameter inet_interfaces: no local interface found for "
                    + address.getHostAddress())));
        return chosen;
    }

    private static boolean sameHost(InetAddress one, InetAddress other) {
        return Arrays.equals(one.getAddress(), other.getAddress());
    }

    private static boolean speaks(String protocols, InetAddress address) {
        String wanted = address instanceof Inet4Address ? "ipv4" : "ipv6";
        for (String one : Words.split(protocols, SEPARATORS)) {
            String protocol = one.toLowerCase(Locale.ROOT);
            if (protocol.equals("all") || protocol.equals(wanted)) return true;
        }
        return false;
    }

    /// The networks that `mynetworks_style` trusts, as text for `mynetworks`.
    ///
    /// @param style `host`, `subnet` or `class`
    public String networks(String style) {
        var networks = new LinkedHashSet<String>();
        for (var one : interfaces) {
            boolean four = one.address() instanceof Inet4Address;
            int bits = switch (style) {
                case "host" -> four ? 32 : 128;
                case "subnet" -> one.prefix();
                case "class" -> four ? classBits(one.address()) : one.prefix();
                default -> throw new ConfigException("bad mynetworks_style value: " + style
                    + "; specify exactly one value");
            };
            String network = text(masked(one.address(), bits));
            networks.add((four ? network : "[" + network + "]") + "/" + bits);
        }
        return String.join(" ", networks);
    }

    /// The prefix of the address's class, from the days before CIDR.
    private static int classBits(InetAddress address) {
        int first = address.getAddress()[0] & 0xff;
        if (first < 128) return 8;
        if (first < 192) return 16;
        return first < 224 ? 24 : 4;
    }

    private static InetAddress masked(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.clamp(bits - 8L * i, 0, 8);
            bytes[i] &= (byte) (0xff00 >> keep);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address lost its length", impossible);
        }
    }

    /// As inet_ntop(3) writes it: the longest run of zeros in an IPv6 address becomes `::`.
    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : Ip6Text.of(bytes);
    }
}
