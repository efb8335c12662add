package org.postrider.smtpd;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.postrider.dns.HostsFile;
import org.postrider.dns.Resolver;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.log.Log;
import org.postrider.smtpd.access.Facts.Client;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.text.Hostname;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// Finds out clients' names by their addresses, from /etc/hosts first and then the DNS. A name counts only if it has
/// that address in turn: everybody can say in the reverse DNS what he likes.
public record PeerNames(Resolver resolver, HostsFile hosts) {
    static final String UNKNOWN = "unknown";

    /// Names that somebody has.
    private sealed interface Found {
        record Name(String text) implements Found {}

        /// @param why for the log
        record None(NameResult result, String why) implements Found {}
    }

    /// Who talks to us by other means than a network, as `sendmail -bs` does.
    static final Client LOCAL = new Client("localhost", NameResult.OK, "localhost", NameResult.OK, "127.0.0.1",
        UNKNOWN);

    /// A client whose name was not asked for.
    static Client unnamed(Ip address, String port) {
        return new Client(UNKNOWN, NameResult.PERMANENT, UNKNOWN, NameResult.PERMANENT, address.toString(), port);
    }

    Client client(Ip address, String port, Log log) {
        return switch (name(address)) {
            case Found.None(NameResult result, _) ->
                new Client(UNKNOWN, result, UNKNOWN, result, address.toString(), port);
            case Found.Name(String name) when !Hostname.isValid(name) -> {
                if (Hostname.isAddress(name)) log.warning("numeric hostname: " + name);
                yield unnamed(address, port);
            }
            case Found.Name(String name) -> verified(name, address, port, log);
        };
    }

    private Client verified(String name, Ip address, String port, Log log) {
        var result = switch (check(name, address)) {
            case Found.Name _ -> NameResult.OK;
            case Found.None(NameResult bad, String why) -> {
                log.warning("hostname " + name + " does not resolve to address " + address
                    + (why.isEmpty() ? "" : ": " + why));
                yield bad;
            }
        };
        return new Client(result == NameResult.OK ? name : UNKNOWN, result, name, NameResult.OK, address.toString(),
            port);
    }

    private Found name(Ip address) {
        Optional<String> listed = hosts.name(address.inet());
        if (listed.isPresent()) return new Found.Name(listed.get());
        return switch (resolver.query(address.reverseName(), Type.PTR)) {
            case Answer.Found(List<DnsRecord> records, _) when records.getFirst() instanceof DnsRecord.Name(String name)
                -> new Found.Name(name);
            case Answer.Unavailable(String why) -> new Found.None(NameResult.TEMPORARY, why);
            case Answer.Found _, Answer.NoName _, Answer.NoData _, Answer.Invalid _ ->
                new Found.None(NameResult.PERMANENT, "");
        };
    }

    /// Does the name have this address?
    private Found check(String name, Ip address) {
        var listed = hosts.addresses(name);
        if (!listed.isEmpty()) return has(listed, address) ? new Found.Name(name) : forged();
        return switch (resolver.query(name, address.v6() ? Type.AAAA : Type.A)) {
            case Answer.Found(List<DnsRecord> records, _) -> has(addresses(records), address) ? new Found.Name(name)
                : forged();
            // logged in the C library's words, which tell no difference; but the client may come again
            case Answer.Unavailable _ -> new Found.None(NameResult.TEMPORARY, "Name or service not known");
            case Answer.NoData _ -> new Found.None(NameResult.PERMANENT, "No address associated with hostname");
            case Answer.NoName _, Answer.Invalid _ ->
                new Found.None(NameResult.PERMANENT, "Name or service not known");
        };
    }

    private static Found forged() {
        return new Found.None(NameResult.FORGED, "");
    }

    private static List<InetAddress> addresses(List<DnsRecord> records) {
        return records.stream().filter(DnsRecord.Host.class::isInstance)
            .map(record -> ((DnsRecord.Host) record).address()).toList();
    }

    private static boolean has(List<InetAddress> addresses, Ip wanted) {
        return addresses.stream().anyMatch(one -> Ip.of(one).equals(wanted));
    }

    /// A name as a client says it, harmless in a log and a header.
    static String neutral(String name) {
        var out = new StringBuilder(name);
        for (int i = 0; i < out.length(); i++)
            if (" <>()\\\";@".indexOf(out.charAt(i)) >= 0 || !Latin1.isPrintable(out.substring(i, i + 1)))
                out.setCharAt(i, '?');
        return out.toString();
    }
}
