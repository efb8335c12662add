package org.postrider.qmgr;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.resolve.Router;
import org.postrider.status.Fate;
import org.postrider.time.Time;

/// What the queue manager works with.
///
/// @param numbers session numbers for the log
/// @param hooks   who hears of messages that come to rest
public record Parts(QueueStore store, Notices notices, Time time, Log log, LongSupplier numbers, Hooks hooks) {
    /// @param requeue is told when a message that an operator wants to be taken in anew is not delivered any more
    /// @param deferred is told of each message that waits for its next try, with what became of its recipients
    /// @param probed   is told what became of each recipient of a probe
    public record Hooks(Consumer<QueueId> requeue, Consumer<QueuedMessage> deferred, Consumer<Probed> probed) {}

    /// @param address as the one who asked gave it
    public record Probed(Address address, Fate fate) {}

    Consumer<QueueId> requeue() {
        return hooks.requeue();
    }

    /// What a reload replaces.
    ///
    /// @param services delivery services by master.cf name
    public record Plan(Settings settings, Router router, Map<String, Service> services) {
        public Plan {
            services = Map.copyOf(services);
        }
    }

    /// A delivery service.
    ///
    /// @param settings with the row's own options
    /// @param limit    deliveries at a time (maxproc); 0: no limit
    public record Service(DeliveryAgent agent, Settings settings, int limit) {}
}
