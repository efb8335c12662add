package org.postrider.smtpd;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.postrider.config.Settings;
import org.postrider.net.Listener;
import org.postrider.net.Wire;
import org.postrider.smtp.Keyword;
import org.postrider.table.Table;
import org.postrider.text.Ip;

/// One SMTP service of master.cf. Safe for any thread.
public final class Smtpd implements Listener.Handler {
    private final Parts parts;
    private final BooleanSupplier stressed;
    private final Rules calm;
    private final Rules stress;

    /// @param service  of master.cf, as the anvil counts it
    /// @param stressed true while all places of the service are taken
    /// @throws org.postrider.config.ConfigException when main.cf makes no sense here
    public Smtpd(Settings settings, String service, Parts parts, BooleanSupplier stressed) {
        this.parts = parts;
        this.stressed = stressed;
        calm = rules(settings, service);
        stress = rules(settings.with(Map.of(SmtpdParams.STRESS.name(), "yes")), service);
    }

    private Rules rules(Settings settings, String service) {
        return Rules.of(settings, parts.tables().apply(settings), parts.restrictions().apply(settings), service);
    }

    @Override public void serve(Wire wire) {
        var rules = stressed.getAsBoolean() ? stress : calm;
        var state = new State(rules, parts, wire, parts.log().numbered(parts.numbers().getAsLong()));
        state.server = Session.server(wire);
        var peer = wire.peer().orElseThrow(() -> new IllegalStateException("an SMTP client without address"));
        var address = Ip.of(peer.getAddress());
        String port = Integer.toString(peer.getPort());
        state.client = rules.switches().peerNames() ? parts.names().client(address, port, state.log)
            : PeerNames.unnamed(address, port);
        state.offer(discarded(rules, state.client.address()));
        state.newlines = rules.newlines(state.client.name(), state.client.address());
        new Session(state).run();
    }

    private static Set<Keyword> discarded(Rules rules, String address) {
        return rules.lists().discards().lookup(address) instanceof Table.Answer.Found(String words)
            ? Keyword.list(words) : rules.lists().discarded();
    }
}
