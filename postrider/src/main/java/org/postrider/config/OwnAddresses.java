package org.postrider.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The addresses that this mail system receives mail on, after `inet_interfaces` and `inet_protocols`.
///
/// @param interfaces each address once, with its network's prefix
public record OwnAddresses(List<Machine.Interface> interfaces) {
    private static final String SEPARATORS = " \t\r\n,";

    /// @param selected  value of inet_interfaces: `all`, `loopback-only`, or names and addresses
    /// @param protocols value of inet_protocols: `all`, `ipv4`, `ipv6` or both
    /// @throws ConfigException when an address is not of this machine
    public static OwnAddresses of(Machine machine, String selected, String protocols) {
        var families = choices("inet_protocols", protocols, List.of("all", "ipv4", "ipv6"));
        var usable = new ArrayList<Machine.Interface>();
        for (var one : machine.interfaces())
            if (speaks(families, one.address()) && !one.address().isAnyLocalAddress()) usable.add(one);
        return new OwnAddresses(switch (selected.strip()) {
            case "all" -> usable;
            case "loopback-only" -> usable.stream().filter(one -> one.address().isLoopbackAddress()).toList();
            default -> named(machine, selected, families, usable);
        });
    }

    /// The words of a list that may only have these.
    private static List<String> choices(String name, String text, List<String> known) {
        var words = Words.split(text, SEPARATORS);
        for (String word : words)
            if (!known.contains(word))
                throw new ConfigException("unknown " + name + " value \"" + word + "\" in \"" + text + "\"");
        return words;
    }

    private static List<Machine.Interface> named(Machine machine, String selected, List<String> protocols,
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

    private static boolean speaks(List<String> protocols, InetAddress address) {
        return protocols.contains("all") || protocols.contains(address instanceof Inet4Address ? "ipv4" : "ipv6");
    }

    /// The networks that `mynetworks_style` trusts, as text for `mynetworks`.
    ///
    /// @param style `host`, `subnet` or `class`
    public String networks(String style) {
        var styles = Set.copyOf(choices("mynetworks mask style", style, List.of("class", "subnet", "host")));
        if (styles.size() != 1)
            throw new ConfigException("bad mynetworks_style value: " + style + "; specify exactly one value");
        String only = styles.iterator().next();
        var networks = new LinkedHashSet<String>();
        for (var one : interfaces) {
            boolean four = one.address() instanceof Inet4Address;
            int bits = switch (only) {
                case "host" -> four ? 32 : 128;
                case "class" -> four ? classBits(one.address()) : one.prefix();
                default -> one.prefix();
            };
            String network = text(masked(one.address(), bits));
            networks.add((four ? network : "[" + network + "]") + "/" + bits);
        }
        // Postfix's has a blank behind each, also behind the last.
        return networks.isEmpty() ? "" : String.join(" ", networks) + " ";
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
