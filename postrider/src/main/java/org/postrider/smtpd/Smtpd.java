package org.postrider.smtpd;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.postrider.config.Settings;
import org.postrider.net.Ending;
import org.postrider.net.Interfaces;
import org.postrider.net.Listener;
import org.postrider.net.Pace;
import org.postrider.net.ProxyHeader;
import org.postrider.net.Wire;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Facts.Client;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// One SMTP service of master.cf. Safe for any thread.
public final class Smtpd implements Listener.Handler {
    private static final Client NOBODY = new Client(PeerNames.UNKNOWN, NameResult.PERMANENT, PeerNames.UNKNOWN,
        NameResult.PERMANENT, PeerNames.UNKNOWN, PeerNames.UNKNOWN);
    private static final Facts.Server NOWHERE = new Facts.Server(PeerNames.UNKNOWN, PeerNames.UNKNOWN);
    /// As much of a bad header as goes into the log.
    private static final int SHOWN = 100;

    private final Parts parts;
    private final Interfaces.Protocols protocols;
    private final BooleanSupplier stressed;
    private final Rules calm;
    private final Rules stress;

    /// @param service  of master.cf, as the anvil counts it
    /// @param stressed true while all places of the service are taken
    /// @throws org.postrider.config.ConfigException when main.cf makes no sense here
    public Smtpd(Settings settings, String service, Parts parts, BooleanSupplier stressed) {
        this.parts = parts;
        this.stressed = stressed;
        protocols = Interfaces.Protocols.of(settings);
        calm = rules(settings, service);
        stress = rules(settings.with(Map.of(SmtpdParams.STRESS.name(), "yes")), service);
    }

    private Rules rules(Settings settings, String service) {
        return Rules.of(settings, parts.tables().apply(settings), parts.restrictions().apply(settings), service);
    }

    @Override public void serve(Wire wire) {
        var rules = stressed.getAsBoolean() ? stress : calm;
        var state = new State(rules, parts, wire, parts.log().numbered(parts.numbers().getAsLong()));
        boolean known = rules.times().proxy().map(pace -> proxied(state, pace)).orElse(true);
        state.server = known ? Session.server(wire) : NOWHERE;
        state.meet(known ? client(state) : NOBODY);
        var session = new Session(state);
        if (known) session.run();
        else session.refuse();
    }

    private Client client(State state) {
        return state.wire.peer().map(peer -> client(state, peer)).orElse(PeerNames.LOCAL);
    }

    private Client client(State state, InetSocketAddress peer) {
        var address = Ip.of(peer.getAddress());
        String port = Integer.toString(peer.getPort());
        return state.rules.switches().peerNames() ? parts.names().client(address, port, state.log)
            : PeerNames.unnamed(address, port);
    }

    /// Lets a proxy tell who the client is.
    ///
    /// @return false when it didn't: nobody knows what the client may do then
    private boolean proxied(State state, Pace pace) {
        state.wire.pace(pace);
        return switch (ProxyHeader.read(state.wire, protocols)) {
            case ProxyHeader.Answer.Proxied(Wire.Ends ends) -> {
                state.wire.standFor(ends);
                yield true;
            }
            case ProxyHeader.Answer.Local() -> true;
            case ProxyHeader.Answer.Malformed(String why) -> {
                var wire = state.wire;
                state.log.warning("haproxy read: " + why + ": " + Escapes.text(Latin1.of(wire.buffer(),
                    wire.position(), Math.min(SHOWN, wire.buffered()))));
                yield false;
            }
            case ProxyHeader.Answer.None(Ending ending) -> {
                state.log.warning("haproxy read: " + (ending instanceof Ending.TimedOut ? "timeout error" : "EOF"));
                yield false;
            }
        };
    }
}
