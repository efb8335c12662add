package org.postrider.smtpd;

import java.util.Optional;
import org.postrider.anvil.Anvil;
import org.postrider.anvil.Kind;
import org.postrider.status.Reply;

/// Counts what a session does, against the limits that a client has.
final class Counting {
    private final State state;
    private Optional<Anvil.Client> counted = Optional.empty();

    Counting(State state) {
        this.state = state;
    }

    /// @return the reply to a client that connects too often; the session is over then
    Optional<Reply> connect() {
        var rates = state.rules.rates();
        counted = state.rights.counted() ? state.client.ip().map(ip ->
            rates.client(state.rules.names().service(), ip)) : Optional.empty();
        if (counted.isEmpty()) return Optional.empty();
        var now = state.parts.anvil().connected(counted.get());
        if (rates.open() > 0 && now.open() > rates.open())
            return Optional.of(tooMany("Connection concurrency", now.open()));
        return rates.connections() > 0 && now.rate() > rates.connections()
            ? Optional.of(tooMany("Connection rate", now.rate())) : Optional.empty();
    }

    private Reply tooMany(String what, int count) {
        warn(what, count);
        return new Reply(421, "4.7.0", state.rules.names().hostname() + " Error: too many connections from "
            + state.client.address());
    }

    /// @return the reply to one message too many
    Optional<Reply> message() {
        return over(Kind.MESSAGE, state.rules.rates().messages(), "Message delivery request rate",
            "too much mail");
    }

    /// @return the reply to one recipient too many
    Optional<Reply> recipient() {
        return over(Kind.RECIPIENT, state.rules.rates().recipients(), "Recipient address rate",
            "too many recipients");
    }

    private Optional<Reply> over(Kind kind, int limit, String what, String said) {
        if (limit == 0 || counted.isEmpty()) return Optional.empty();
        int rate = state.parts.anvil().happened(counted.get(), kind);
        if (rate <= limit) return Optional.empty();
        warn(what, rate);
        return Optional.of(new Reply(450, "4.7.1", "Error: " + said + " from " + state.client.address()));
    }

    private void warn(String what, int count) {
        state.log.warning(what + " limit exceeded: " + count + " from " + state.peer() + " for service "
            + state.rules.names().service());
    }

    void disconnect() {
        counted.ifPresent(state.parts.anvil()::disconnected);
        counted = Optional.empty();
    }
}
