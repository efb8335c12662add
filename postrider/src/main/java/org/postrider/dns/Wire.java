package org.postrider.dns;

import java.util.List;
import java.util.Optional;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.text.Latin1;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;

/// From the library's records to ours.
final class Wire {
    private Wire() {}

    static int code(Resolver.Type type) {
        return switch (type) {
            case A -> org.xbill.DNS.Type.A;
            case AAAA -> org.xbill.DNS.Type.AAAA;
            case MX -> org.xbill.DNS.Type.MX;
            case PTR -> org.xbill.DNS.Type.PTR;
            case TXT -> org.xbill.DNS.Type.TXT;
            case CNAME -> org.xbill.DNS.Type.CNAME;
            case NS -> org.xbill.DNS.Type.NS;
            case TLSA -> org.xbill.DNS.Type.TLSA;
            case SRV -> org.xbill.DNS.Type.SRV;
        };
    }

    /// Without the dot at the end; empty for the root.
    static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true);
    }

    /// Empty for types that nobody asks for.
    static Optional<DnsRecord> record(Record record) {
        return Optional.ofNullable(switch (record) {
            case ARecord a -> new DnsRecord.Host(text(a.getName()), a.getAddress());
            case AAAARecord a -> new DnsRecord.Host(text(a.getName()), a.getAddress());
            case MXRecord mx -> new DnsRecord.Mx(mx.getPriority(), text(mx.getTarget()));
            case PTRRecord ptr -> new DnsRecord.Name(text(ptr.getTarget()));
            case CNAMERecord alias -> new DnsRecord.Name(text(alias.getTarget()));
            case NSRecord server -> new DnsRecord.Name(text(server.getTarget()));
            case TXTRecord txt -> new DnsRecord.Txt(printable(txt.getStringsAsByteArrays()));
            case TLSARecord tlsa -> new DnsRecord.Tlsa(tlsa.getCertificateUsage(), tlsa.getSelector(),
                tlsa.getMatchingType(), tlsa.getCertificateAssociationData());
            case SRVRecord srv -> new DnsRecord.Srv(srv.getPriority(), srv.getWeight(), srv.getPort(),
                text(srv.getTarget()));
            default -> null;
        });
    }

    /// The strings of a TXT record in a row; what cannot be printed becomes a blank.
    private static String printable(List<byte[]> strings) {
        var out = new StringBuilder();
        for (byte[] string : strings) out.append(Latin1.of(string));
        for (int i = 0; i < out.length(); i++)
            if (out.charAt(i) < ' ' || out.charAt(i) > '~') out.setCharAt(i, ' ');
        return out.toString();
    }
}
