package org.postrider.dns;

import java.net.InetAddress;
import java.util.List;

/// Asks the DNS. Safe for any thread; blocks.
@FunctionalInterface
public interface Resolver {
    /// Follows CNAMEs to a limit.
    ///
    /// @param name without trailing dot; IDNA already applied
    Answer query(String name, Type type);

    enum Type { A, AAAA, MX, PTR, TXT, CNAME, NS, TLSA, SRV }

    sealed interface Answer {
        /// @param records   at least one, all of the type asked for
        /// @param authentic the AD bit: validated by DNSSEC
        record Found(List<DnsRecord> records, boolean authentic) implements Answer {}

        /// No such name (NXDOMAIN).
        record NoName(String why) implements Answer {}

        /// The name has no such record.
        record NoData(String why) implements Answer {}

        /// There are records, but none that makes sense, and asking again won't change that.
        record Invalid(String why) implements Answer {}

        /// Could not find out. The text is as Postfix logs it: `Host or domain name not found. Name service error for
        /// name=x type=MX: Host not found, try again`.
        record Unavailable(String why) implements Answer {}
    }

    /// A resource record's data.
    sealed interface DnsRecord {
        record Host(String name, InetAddress address) implements DnsRecord {}

        /// @param target without trailing dot; empty for the null MX of RFC 7505
        record Mx(int preference, String target) implements DnsRecord {}

        record Name(String target) implements DnsRecord {}

        record Txt(String text) implements DnsRecord {}

        record Tlsa(int usage, int selector, int matching, byte[] data) implements DnsRecord {}

        record Srv(int priority, int weight, int port, String target) implements DnsRecord {}
    }
}
