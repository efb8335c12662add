package org.postrider.smtpd;

import java.util.Locale;
import java.util.Optional;
import org.postrider.resolve.Rewriter;
import org.postrider.smtp.Command;
import org.postrider.smtpd.Attribute.Refused;

/// What XFORWARD (XFORWARD_README) told about the client at the first hop, for one message. For the log and for what is
/// passed on; nothing is decided by it but how headers are completed.
final class Forwarded {
    static final String ANNOUNCED = "XFORWARD NAME ADDR PROTO HELO SOURCE PORT IDENT";
    private static final int LONGEST_PROTOCOL = 64;

    String name = PeerNames.UNKNOWN;
    String address = PeerNames.UNKNOWN;
    String port = PeerNames.UNKNOWN;
    String protocol = PeerNames.UNKNOWN;
    String helo = "";
    String ident = "";
    Optional<Rewriter.Context> context = Optional.empty();
    private boolean client;

    static Outcome run(State state, Command command) {
        if (state.mail.isPresent()) return state.fail(Replies.outOfOrder("MAIL transaction in progress"));
        if (command.count() < 2) return state.fail(Replies.syntax("XFORWARD attribute=value..."));
        if (!state.rights.xforward()) return state.fail(Replies.NOT_AUTHORIZED);
        var forwarded = state.forwarded.orElseGet(Forwarded::new);
        state.forwarded = Optional.of(forwarded);
        try {
            for (var word : command.words().subList(1, command.count())) forwarded.set(Attribute.of(word));
        } catch (Refused refused) {
            return state.fail(refused.reply());
        }
        return state.good(Replies.OK);
    }

    private void set(Attribute attribute) throws Refused {
        boolean unknown = attribute.isUnavailable();
        String named = attribute.name().toUpperCase(Locale.ROOT);
        client |= named.equals("NAME") || named.equals("ADDR") || named.equals("PORT");
        switch (named) {
            case "NAME" -> name = unknown ? PeerNames.UNKNOWN : attribute.hostname();
            case "ADDR" -> address = unknown ? PeerNames.UNKNOWN : attribute.address();
            case "PORT" -> port = unknown ? PeerNames.UNKNOWN : attribute.port();
            case "PROTO" -> protocol = unknown ? PeerNames.UNKNOWN : attribute.atMost(LONGEST_PROTOCOL);
            case "HELO" -> helo = unknown ? "" : attribute.neutral();
            case "IDENT" -> ident = unknown ? "" : attribute.neutral();
            case "SOURCE" -> context = Optional.of(source(attribute));
            default -> throw attribute.unknown("XFORWARD");
        }
    }

    private static Rewriter.Context source(Attribute attribute) throws Refused {
        if (attribute.isUnavailable() || attribute.says("LOCAL")) return Rewriter.Context.LOCAL;
        if (attribute.says("REMOTE")) return Rewriter.Context.REMOTE;
        throw attribute.bad();
    }

    /// Behind `client=` in the log.
    String told(boolean withPort) {
        String at = address.equals(PeerNames.UNKNOWN) ? name
            : name + "[" + address + "]" + (withPort ? ":" + port : "");
        return (ident.isEmpty() ? "" : ", orig_queue_id=" + ident) + (client ? ", orig_client=" + at : "");
    }
}
