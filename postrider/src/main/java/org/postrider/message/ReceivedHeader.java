package org.postrider.message;

import java.util.List;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.address.Quoting;

/// Makes the Received: header (RFC 5321 section 4.4) that tells how a message came in. The text ends with a line break.
///
/// @param by       `host.example (Postfix)`
/// @param protocol what stands behind `with`: `ESMTP`, `ESMTPSA`; empty when that is not told
/// @param id       queue id
/// @param rcpt     shown when there is only one recipient, so that nobody learns of the others
/// @param date     from a [DateHeader]
public record ReceivedHeader(String by, String protocol, String id, Optional<Address> rcpt, String date) {
    /// The client of an SMTP session.
    ///
    /// @param helo     what it said; its name when it said nothing
    /// @param address  without brackets; IPv6 with its prefix
    /// @param comments further lines, each in its own parentheses: TLS session, authenticated sender
    public record Client(String helo, String name, String address, List<String> comments) {}

    /// For mail that came by a protocol.
    public String from(Client client) {
        var out = new StringBuilder(256).append("Received: from ").append(client.helo).append(" (").append(client.name)
            .append(" [").append(client.address).append("])\n");
        for (var comment : client.comments) out.append('\t').append(comment).append('\n');
        return tail(out.append("\t")).toString();
    }

    /// The same without a word on the client (`smtpd_hide_client_session`).
    public String hidden() {
        return tail(new StringBuilder(160).append("Received: ")).toString();
    }

    private StringBuilder tail(StringBuilder out) {
        out.append("by ").append(by);
        if (!protocol.isEmpty()) out.append(" with ").append(protocol);
        out.append(" id ").append(id);
        if (rcpt.isEmpty()) return out.append(";\n\t").append(date).append('\n');
        return out.append("\n\tfor <").append(Quoting.header(rcpt.get())).append(">; ").append(date).append('\n');
    }

    /// For mail that a local user submitted: `Received: by host (Postfix, from userid 1000)`.
    public static String local(String host, String mailName, long uid, String id, String date) {
        return "Received: by " + host + " (" + mailName + ", from userid " + uid + ")\n\tid " + id + "; " + date + "\n";
    }
}
