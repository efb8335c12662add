package org.postrider.smtpd.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.postrider.dns.HostsFile;
import org.postrider.dns.Resolver;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.net.Interfaces;
import org.postrider.text.Ip;

/// The addresses of a host as this machine knows them: /etc/hosts, then the DNS.
record HostAddresses(Resolver resolver, HostsFile hosts, Interfaces.Protocols protocols) {
    sealed interface Found {
        /// @param addresses of the protocols in use; may be none
        record Some(List<Ip> addresses) implements Found {}

        /// @param why in the system's words
        record None(String why) implements Found {}
    }

    static HostAddresses of(Site site) {
        return new HostAddresses(site.parts().resolver(), HostsFile.system(),
            Interfaces.Protocols.of(site.settings()));
    }

    Found of(String name) {
        var listed = hosts.addresses(name);
        if (!listed.isEmpty()) return new Found.Some(allowed(listed));
        var v4 = resolver.query(name, Type.A);
        var v6 = resolver.query(name, Type.AAAA);
        var all = new ArrayList<InetAddress>();
        addTo(all, v4);
        addTo(all, v6);
        return all.isEmpty() ? new Found.None(why(v4, v6)) : new Found.Some(allowed(all));
    }

    private static void addTo(List<InetAddress> all, Answer answer) {
        if (answer instanceof Answer.Found(var records, _))
            for (var record : records) if (record instanceof DnsRecord.Host(_, var address)) all.add(address);
    }

    private List<Ip> allowed(List<InetAddress> all) {
        return all.stream().filter(protocols::allow).map(Ip::of).toList();
    }

    /// As getaddrinfo(3) has it, which does not tell a name that is not there from one that nobody knows.
    private static String why(Answer v4, Answer v6) {
        return v4 instanceof Answer.NoData || v6 instanceof Answer.NoData ? "No address associated with hostname"
            : "Name or service not known";
    }
}
