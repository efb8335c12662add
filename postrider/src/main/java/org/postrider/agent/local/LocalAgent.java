package org.postrider.agent.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.postrider.cleanup.CleanupParams;
import org.postrider.cleanup.Intake;
import org.postrider.config.Settings;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryLog;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.Outcome;
import org.postrider.log.Log;
import org.postrider.os.Commands;
import org.postrider.os.RunAs;
import org.postrider.os.Users;
import org.postrider.queue.Recipient;
import org.postrider.resolve.Router;
import org.postrider.status.Fate;
import org.postrider.status.Why;
import org.postrider.table.Tables;
import org.postrider.time.Time;

/// The local(8) delivery agent.
///
/// The outcome of a recipient that an alias, list or file replaced by others has the address of the one that failed.
public final class LocalAgent implements DeliveryAgent {
    private final String service;
    private final Parts parts;
    private final DeliveryLog log;
    private final Stations stations;
    private final Forwarder forwarder;
    private final int remembered;

    /// What the agent works with.
    ///
    /// @param router  of this machine: aliases may name addresses elsewhere
    /// @param agents  other services by name, for `mailbox_transport` and the like
    /// @param numbers delivery numbers for the log
    public record Parts(Tables tables, Intake intake, Machine system, Router router,
                        Function<String, Optional<DeliveryAgent>> agents, Time time, Log log, LongSupplier numbers) {}

    /// The operating system.
    ///
    /// @param environment of this process
    public record Machine(Users users, RunAs runAs, Commands commands, Map<String, String> environment) {}

    /// @param service the name that the master.cf row gives it, which routes lead to
    /// @throws org.postrider.config.ConfigException when main.cf makes no sense
    public LocalAgent(String service, Settings settings, Parts parts) {
        this.service = service;
        this.parts = parts;
        log = new DeliveryLog(parts.log(), settings);
        var rules = Rules.of(settings, parts.system().environment());
        stations = new Stations(service, rules, parts);
        forwarder = new Forwarder(parts.intake(), rules, parts.time());
        remembered = settings.get(CleanupParams.DUPLICATE_FILTER_LIMIT);
    }

    @Override public Delivery deliver(DeliveryRequest request) {
        long number = parts.numbers().getAsLong();
        var voice = new Job.Voice(parts.log().numbered(number), log.numbered(number, request.purpose()),
            parts.time(), number);
        try {
            var common = new Job.Common(request, Loops.of(request.content()), service, voice);
            return deliver(request, recipient -> deliver(common, recipient));
        } catch (IOException e) {
            var common = new Job.Common(request, new Loops(Set.of()), service, voice);
            return deliver(request, recipient -> unreadable(common, recipient, e));
        }
    }

    private static Delivery deliver(DeliveryRequest request, Function<Recipient, Outcome> each) {
        List<Outcome> outcomes = new ArrayList<>(request.recipients().size());
        for (var recipient : request.recipients()) outcomes.add(each.apply(recipient));
        return new Delivery(outcomes, Delivery.ALIVE);
    }

    private Outcome deliver(Job.Common common, Recipient recipient) {
        var job = new Job(common, recipient, remembered);
        var target = Target.of(recipient, common.request().envelope().sender());
        stations.recipients().deliver(job, target, Rights.NONE);
        forwarder.send(job);
        return job.outcome();
    }

    private Outcome unreadable(Job.Common common, Recipient recipient, IOException e) {
        var job = new Job(common, recipient, remembered);
        var why = Why.of("4.3.0", "error reading message: " + e.getMessage());
        job.report(Target.of(recipient, common.request().envelope().sender()), new Fate.Deferred(why), service);
        return job.outcome();
    }
}
