package org.postrider.dns;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.text.Ip;

/// What resolv.conf(5) says, as far as it matters to a mail system: names are always complete, so `search` and `ndots`
/// don't.
///
/// @param servers  in the order in which they are asked, at least one
/// @param timeout  for an answer of one server, in the first round
/// @param attempts rounds over all servers
/// @param rotate   start with another server each time
/// @param tcp      don't try UDP
record ResolvConf(List<InetSocketAddress> servers, Duration timeout, int attempts, boolean rotate, boolean tcp) {
    private static final int PORT = 53;
    /// The C library's limits.
    private static final int MOST_SERVERS = 3, LONGEST_TIMEOUT = 30, MOST_ATTEMPTS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 2;

    ResolvConf {
        servers = List.copyOf(servers);
    }

    /// Without any server in it: the one on this machine, as everywhere.
    static ResolvConf parse(String text) {
        var servers = new ArrayList<InetSocketAddress>();
        long timeout = TIMEOUT.toSeconds();
        int attempts = ATTEMPTS;
        boolean rotate = false, tcp = false;
        for (String line : text.split("\n")) {
            String[] words = line.strip().split("[ \t]+");
            if (words.length > 1 && words[0].equals("nameserver") && servers.size() < MOST_SERVERS)
                address(words[1]).ifPresent(server -> servers.add(new InetSocketAddress(server, PORT)));
            if (!words[0].equals("options")) continue;
            for (String option : words) {
                timeout = number(option, "timeout:", timeout, LONGEST_TIMEOUT);
                attempts = (int) number(option, "attempts:", attempts, MOST_ATTEMPTS);
                rotate |= option.equals("rotate");
                tcp |= option.equals("use-vc");
            }
        }
        if (servers.isEmpty()) servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
        return new ResolvConf(servers, Duration.ofSeconds(timeout), attempts, rotate, tcp);
    }

    private static long number(String option, String name, long otherwise, int most) {
        if (!option.startsWith(name)) return otherwise;
        String digits = option.substring(name.length());
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(Character::isDigit)) return otherwise;
        return Math.clamp(Long.parseLong(digits), 1, most);
    }

    /// An address, for IPv6 with a scope where it needs one: `fe80::1%eth0`.
    private static Optional<InetAddress> address(String text) {
        int scope = text.indexOf('%');
        var plain = Ip.parse(scope < 0 ? text : text.substring(0, scope));
        if (scope < 0 || plain.isEmpty()) return plain.map(Ip::inet);
        try {
            return Optional.of(Inet6Address.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// How long the server is waited for in this round, from 0: doubled each time and shared among the servers.
    Duration patience(int round) {
        if (round == 0) return timeout;
        long seconds = (timeout.toSeconds() << round) / servers.size();
        return Duration.ofSeconds(Math.max(1, seconds));
    }
}
