package org.postrider.agent.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.message.EightBit;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.queue.Recipient;
import org.postrider.smtp.Capabilities;
import org.postrider.smtp.Keyword;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.text.Xtext;

/// The commands of one transaction, with the parameters that the server understands.
///
/// @param quotes whether addresses are quoted as RFC 5321 wants it
record Commands(Capabilities server, Envelope envelope, boolean quotes) {
    private static final String SPECIAL = "+=";
    private static final String UNKNOWN = "unknown";

    /// @param size bytes as on the line; empty when not known
    String mail(Address sender, Optional<Long> size) {
        var out = new StringBuilder(80).append("MAIL FROM:<").append(path(sender)).append('>');
        var options = envelope.options();
        if (server.has(Keyword.SIZE)) size.ifPresent(bytes -> out.append(" SIZE=").append(bytes));
        if (takesEightBit() && options.eightBit()) out.append(" BODY=8BITMIME");
        if (server.has(Keyword.DSN)) {
            if (!options.envid().isEmpty()) out.append(" ENVID=").append(Xtext.encode(options.envid(), SPECIAL));
            if (options.ret() != Ret.UNSAID) out.append(" RET=").append(options.ret().name());
        }
        if (server.has(Keyword.SMTPUTF8) && options.smtputf8()) out.append(" SMTPUTF8");
        return out.toString();
    }

    /// A server that takes UTF-8 in headers takes it in bodies too, whether it says so or not.
    boolean takesEightBit() {
        return server.has(Keyword.EIGHTBITMIME) || server.has(Keyword.SMTPUTF8);
    }

    /// @param address the recipient's, as the server shall see it
    String rcpt(Recipient recipient, Address address) {
        String plain = "RCPT TO:<" + path(address) + ">";
        if (!server.has(Keyword.DSN)) return plain;
        String orcpt = orcpt(recipient);
        String notify = recipient.notices().isEmpty() ? "" : " NOTIFY=" + words(recipient.notices());
        return plain + (orcpt.isEmpty() ? "" : " ORCPT=" + orcpt) + notify;
    }

    private static String words(Set<Notify> notices) {
        return notices.stream().sorted().map(Notify::name).collect(Collectors.joining(","));
    }

    private String path(Address address) {
        return quotes ? Quoting.command(address) : address.text();
    }

    private String orcpt(Recipient recipient) {
        String text = recipient.orcpt();
        if (text.isEmpty() && !recipient.original().isNull()) {
            String original = Quoting.header(recipient.original());
            text = (envelope.options().smtputf8() && EightBit.in(original) ? "utf-8;" : "rfc822;") + original;
        }
        int semicolon = text.indexOf(';');
        if (semicolon < 0) return "";
        String type = text.substring(0, semicolon), address = text.substring(semicolon + 1);
        return type + ";" + (type.equalsIgnoreCase("utf-8") ? utf8(address) : Xtext.encode(address, SPECIAL));
    }

    /// UTF-8 goes as it is to a server that takes it (utf-8-addr-unitext of RFC 6533), in ASCII to others.
    private String utf8(String address) {
        return server.has(Keyword.SMTPUTF8) ? Xtext.encodeUnicode(address, SPECIAL, false)
            : Xtext.encodeUnicode(address, SPECIAL, true);
    }

    /// Where the mail came from, for a filter: none, one or two XFORWARD commands.
    List<String> xforward(QueueId id) {
        var offered = server.words(Keyword.XFORWARD);
        var origin = envelope.origin();
        var first = new Attributes(offered).known("NAME", origin.clientName()).known("ADDR", origin.clientAddress())
            .known("PORT", origin.clientPort());
        String context = envelope.attribute("rewrite_context");
        var second = new Attributes(offered).known("PROTO", origin.protocol()).add("HELO", origin.helo())
            .add("IDENT", origin.ident().isEmpty() ? id.text() : origin.ident())
            .add("SOURCE", context.equals("remote") ? "REMOTE" : "LOCAL");
        var commands = new ArrayList<String>();
        first.command().ifPresent(commands::add);
        second.command().ifPresent(commands::add);
        return commands;
    }

    private record Attributes(List<String> offered, StringBuilder text) {
        Attributes(List<String> offered) {
            this(offered, new StringBuilder());
        }

        Attributes known(String name, String value) {
            return value.equalsIgnoreCase(UNKNOWN) ? this : add(name, value);
        }

        Attributes add(String name, String value) {
            boolean wanted = !value.isEmpty() && offered.stream().anyMatch(name::equalsIgnoreCase);
            if (wanted) text.append(' ').append(name).append('=').append(Xtext.encode(value));
            return this;
        }

        Optional<String> command() {
            return text.isEmpty() ? Optional.empty() : Optional.of("XFORWARD" + text);
        }
    }
}
