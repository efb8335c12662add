package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.ADDRESS_PREFERENCE;
import static org.postrider.agent.smtp.SmtpParams.BALANCE_PROTOCOLS;
import static org.postrider.agent.smtp.SmtpParams.MX_ADDRESS_LIMIT;
import static org.postrider.agent.smtp.SmtpParams.RANDOMIZE_ADDRESSES;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;

/// In which order the servers of a next hop are tried.
///
/// @param limit so many are tried at most; 0 for all
record Addresses(Preference preference, boolean shuffle, boolean balance, int limit) {
    enum Preference { ANY, IPV4, IPV6 }

    static Addresses of(Settings settings, boolean lmtp) {
        return new Addresses(preference(settings, lmtp), settings.get(RANDOMIZE_ADDRESSES.of(lmtp)),
            settings.get(BALANCE_PROTOCOLS.of(lmtp)), settings.get(MX_ADDRESS_LIMIT.of(lmtp)));
    }

    private static Preference preference(Settings settings, boolean lmtp) {
        var param = ADDRESS_PREFERENCE.of(lmtp);
        return switch (settings.get(param)) {
            case "any" -> Preference.ANY;
            case "ipv4" -> Preference.IPV4;
            case "ipv6" -> Preference.IPV6;
            default -> throw new ConfigException("bad " + param + " value: \"" + settings.get(param)
                + "\": use any, ipv4 or ipv6");
        };
    }

    /// Better preferences first; among equals in the wanted or in random order.
    List<Server> order(List<Server> servers) {
        if (servers.size() < 2) return servers;
        var order = new ArrayList<>(servers);
        if (shuffle) Collections.shuffle(order);
        var comparator = Comparator.comparingInt(Server::preference);
        order.sort(switch (preference) {
            case ANY -> comparator;
            case IPV4 -> comparator.thenComparing(Hosts::isIpv6);
            case IPV6 -> comparator.thenComparing(one -> !Hosts.isIpv6(one));
        });
        return balanced(order);
    }

    /// Lets the version of IP that would not come to its turn within the limit have half of the places, and the others
    /// follow.
    List<Server> balanced(List<Server> order) {
        if (!balance || limit < 2 || order.size() <= limit) return order;
        int six = (int) order.stream().filter(Hosts::isIpv6).count(), four = order.size() - six;
        int wantedSix = Math.min(six, limit / 2), wantedFour = Math.min(four, limit / 2);
        int placesSix = limit - wantedFour, placesFour = limit - wantedSix;
        var chosen = new ArrayList<Server>();
        var later = new ArrayList<Server>();
        for (var one : order) {
            boolean isSix = Hosts.isIpv6(one);
            boolean fits = chosen.size() < limit && (isSix ? placesSix-- : placesFour--) > 0;
            (fits ? chosen : later).add(one);
        }
        chosen.addAll(later);
        return chosen;
    }
}
