package org.postrider.agent.error;

import java.util.ArrayList;
import java.util.function.LongSupplier;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryLog;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.Outcome;
import org.postrider.status.Fate;
import org.postrider.status.Why;
import org.postrider.time.Time;

/// The services `error`, `retry` and `discard`: the next hop is an enhanced status and a text (error(8), discard(8)).
public final class ErrorAgent implements DeliveryAgent {
    /// What is done to all recipients, and the class digit their status gets.
    public enum Action { BOUNCE, DEFER, DISCARD }

    private final Action action;
    private final DeliveryLog log;
    private final Time time;
    private final LongSupplier numbers;

    /// @param log     writes the line of each recipient
    /// @param numbers delivery numbers for the log
    public ErrorAgent(Action action, DeliveryLog log, Time time, LongSupplier numbers) {
        this.action = action;
        this.log = log;
        this.time = time;
        this.numbers = numbers;
    }

    @Override public Delivery deliver(DeliveryRequest request) {
        var fate = fate(request.nexthop());
        var numbered = log.numbered(numbers.getAsLong(), request.purpose());
        var now = time.now();
        var timing = request.timing().doneAt(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
        var outcomes = new ArrayList<Outcome>(request.recipients().size());
        for (var recipient : request.recipients()) {
            var outcome = new Outcome(recipient, fate);
            outcomes.add(outcome);
            numbered.write(request.id(), outcome, "none", timing);
        }
        return new Delivery(outcomes, Delivery.ALIVE);
    }

    private Fate fate(String nexthop) {
        return switch (action) {
            case BOUNCE -> new Fate.Bounced(why(nexthop, "5.0.0", "Address is undeliverable"));
            case DEFER -> new Fate.Deferred(why(nexthop, "4.0.0", "Delivery is temporarily suspended"));
            case DISCARD -> new Fate.Delivered(why(nexthop, "2.0.0", "No reason given"));
        };
    }

    /// Splits `5.1.1 text`. A status of the wrong class is put right rather than believed.
    static Why why(String nexthop, String standard, String text) {
        int end = statusLength(nexthop);
        String status = end == 0 ? standard : nexthop.substring(0, end);
        String rest = nexthop.substring(end).strip();
        return Why.of(status, rest.isEmpty() ? text : rest).withClass(standard.charAt(0));
    }

    private static int statusLength(String text) {
        int dots = 0, i = 0;
        for (; i < text.length() && (text.charAt(i) == '.' || Character.isDigit(text.charAt(i))); i++)
            if (text.charAt(i) == '.') dots++;
        boolean ends = i == text.length() || text.charAt(i) == ' ';
        return dots == 2 && ends && i >= 5 && text.charAt(1) == '.' && "245".indexOf(text.charAt(0)) >= 0 ? i : 0;
    }
}
