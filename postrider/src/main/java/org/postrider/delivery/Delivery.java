package org.postrider.delivery;

import java.util.List;
import org.postrider.status.Why;

/// The end of a [DeliveryRequest].
///
/// @param outcomes one per recipient, in the request's order
/// @param health   what it says about the destination, for concurrency feedback
public record Delivery(List<Outcome> outcomes, Health health) {
    public sealed interface Health {
        /// The destination was reached and talked to us.
        record Alive() implements Health {}

        /// It could not be reached or refused to talk: negative feedback, and no further attempts for a while.
        record Dead(Why why) implements Health {}
    }

    public static final Health ALIVE = new Health.Alive();

    public Delivery {
        outcomes = List.copyOf(outcomes);
    }
}
