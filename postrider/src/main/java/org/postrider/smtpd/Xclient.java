package org.postrider.smtpd;

import java.util.Locale;
import java.util.Optional;
import org.postrider.smtp.Command;
import org.postrider.smtpd.Attribute.Refused;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Facts.Client;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.status.Reply;

/// XCLIENT (XCLIENT_README): a trusted proxy tells who the client is. The session begins anew, as that client's.
record Xclient(State state) {
    static final String ANNOUNCED = "XCLIENT NAME ADDR PROTO HELO REVERSE_NAME PORT DESTADDR DESTPORT";
    private static final int LONGEST_HELO = 255;

    /// What the session becomes. For one command.
    private static final class Other {
        private String name, reverse, address, port, serverAddress, serverPort, protocol = "SMTP";
        private NameResult nameResult, reverseResult;
        private Optional<String> helo = Optional.empty();

        private Other(Client client, Facts.Server server) {
            name = client.name();
            nameResult = client.nameResult();
            reverse = client.reverseName();
            reverseResult = client.reverseResult();
            address = client.address();
            port = client.port();
            serverAddress = server.address();
            serverPort = server.port();
        }

        private Client client() {
            return new Client(name, nameResult, reverse, reverseResult, address, port);
        }
    }

    Outcome run(Command command) {
        if (state.mail.isPresent()) return state.fail(Replies.outOfOrder("MAIL transaction in progress"));
        if (command.count() < 2) return state.fail(Replies.syntax("XCLIENT attribute=value..."));
        if (!state.rights.xclient()) return state.fail(Replies.NOT_AUTHORIZED);
        var other = new Other(state.client, state.server);
        try {
            for (var word : command.words().subList(1, command.count())) set(other, Attribute.of(word));
        } catch (Refused refused) {
            return state.fail(refused.reply());
        }
        become(other);
        return Outcome.GOOD;
    }

    private void become(Other other) {
        state.reset();
        state.counting.disconnect();
        state.server = new Facts.Server(other.serverAddress, other.serverPort);
        state.helo = other.helo;
        state.protocol = other.protocol;
        state.again = true;
        state.meet(other.client());
    }

    private static void set(Other other, Attribute attribute) throws Refused {
        switch (attribute.name().toUpperCase(Locale.ROOT)) {
            case "NAME" -> name(other, attribute);
            case "REVERSE_NAME" -> {
                other.reverseResult = result(attribute);
                other.reverse = other.reverseResult == NameResult.OK ? attribute.hostname() : PeerNames.UNKNOWN;
            }
            case "ADDR" -> other.address = attribute.isUnavailable() ? PeerNames.UNKNOWN : attribute.address();
            case "PORT" -> other.port = attribute.isUnavailable() ? PeerNames.UNKNOWN : attribute.port();
            case "DESTADDR" -> other.serverAddress = attribute.isUnavailable() ? PeerNames.UNKNOWN
                : attribute.address();
            case "DESTPORT" -> other.serverPort = attribute.isUnavailable() ? PeerNames.UNKNOWN : attribute.port();
            case "HELO" -> other.helo = attribute.isUnavailable() ? Optional.empty()
                : Optional.of(attribute.atMost(LONGEST_HELO));
            case "PROTO" -> {
                if (!attribute.says("SMTP") && !attribute.says("ESMTP")) throw attribute.bad();
                other.protocol = attribute.value().toUpperCase(Locale.ROOT);
            }
            default -> throw attribute.unknown("XCLIENT");
        }
    }

    private static void name(Other other, Attribute attribute) throws Refused {
        other.nameResult = result(attribute);
        if (other.nameResult == NameResult.OK) {
            other.name = other.reverse = attribute.hostname();
            other.reverseResult = NameResult.OK;
        } else other.name = PeerNames.UNKNOWN;
    }

    private static NameResult result(Attribute attribute) {
        if (attribute.isUnavailable()) return NameResult.PERMANENT;
        return attribute.says("[TEMPUNAVAIL]") ? NameResult.TEMPORARY : NameResult.OK;
    }
}
