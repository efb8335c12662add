package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.INFO_LOG_ADDRESS_FORMAT;

import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.status.Reply;

/// The line that log analysers count refusals by:
/// `NOQUEUE: reject: RCPT from name[address]: 554 5.7.1 ...; from=<> to=<> proto=ESMTP helo=<>`.
public final class RejectLog {
    private final boolean quoted, ports;

    /// @throws ConfigException when `info_log_address_format` is neither `external` nor `internal`
    public RejectLog(Settings settings) {
        ports = settings.get(AccessParams.PORT_LOGGING);
        String format = settings.get(INFO_LOG_ADDRESS_FORMAT);
        quoted = switch (format) {
            case "external" -> true;
            case "internal" -> false;
            default -> throw new ConfigException("unknown setting: " + INFO_LOG_ADDRESS_FORMAT.name() + " = " + format
                + "; specify external or internal");
        };
    }

    /// The line of a refusal.
    ///
    /// @param facts of a [Ruling.Verdict.Refuse] as they are [Facts#at] its stage
    /// @param where the command: RCPT, END-OF-MESSAGE
    public void reject(Facts facts, String where, Reply reply) {
        write(facts, "reject", where, reply.toString());
    }

    /// @param what `reject`, `hold`, `warn`, ...
    public void write(Facts facts, String what, String where, String text) {
        var mail = facts.transaction();
        var session = facts.session();
        var line = new StringBuilder(200).append(mail.queueId().isEmpty() ? "NOQUEUE" : mail.queueId()).append(": ")
            .append(what).append(": ").append(where).append(" from ").append(peer(facts.client())).append(": ")
            .append(text).append(';');
        mail.sender().ifPresent(sender -> line.append(" from=<").append(form(sender)).append('>'));
        mail.recipient().ifPresent(recipient -> line.append(" to=<").append(form(recipient)).append('>'));
        line.append(" proto=").append(session.protocol());
        session.helo().ifPresent(helo -> line.append(" helo=<").append(helo).append('>'));
        appendIfAny(line, " sasl_method=", session.sasl().method());
        appendIfAny(line, " sasl_username=", session.sasl().username());
        appendIfAny(line, " sasl_sender=", session.sasl().sender());
        facts.log().info(line.toString());
    }

    private String peer(Facts.Client client) {
        return ports ? client + ":" + client.port() : client.toString();
    }

    private String form(Address address) {
        return quoted ? Quoting.header(address) : address.text();
    }

    private static void appendIfAny(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) line.append(name).append(value);
    }
}
