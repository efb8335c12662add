package org.postrider.master;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.postrider.bounce.Notifier;
import org.postrider.cleanup.Cleanup;
import org.postrider.cleanup.CleanupParams;
import org.postrider.cleanup.Intake;
import org.postrider.cleanup.Parts.Returns.Contents;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.Settings;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.SoftBounce;
import org.postrider.dns.DnsjavaResolver;
import org.postrider.dns.Resolver;
import org.postrider.log.Log;
import org.postrider.qmgr.Notices;
import org.postrider.qmgr.Parts.Plan;
import org.postrider.qmgr.Parts.Service;
import org.postrider.qmgr.QmgrParams;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.table.Tables;
import org.postrider.verify.Verifier;

/// The parts of the mail process as one configuration has them. Made anew by a reload; nothing here is replaced.
final class Wiring {
    private final Site site;
    private final Ground ground;
    private final DnsjavaResolver resolver;
    private final Routing routing;
    /// By the names of the cleanup services in master.cf.
    private final Map<String, Intake> intakes = new HashMap<>();
    private final Intake intake;
    private final Notifier notifier;
    private final Verifier verifier;

    /// @param arrivals hears of messages that are in the queue now
    Wiring(Site site, Ground ground, QueueStore store, Consumer<QueuedMessage> arrivals) {
        this.site = site;
        this.ground = ground;
        routing = Routing.of(site, ground);
        resolver = DnsjavaResolver.system(ground.time(), false, log("trivial-rewrite")::warning);
        for (var row : site.master().rows())
            if (row.program().equals("cleanup"))
                intakes.put(row.service(), cleanup(site.settings(row), store, arrivals));
        intake = Optional.ofNullable(intakes.get("cleanup"))
            .orElseGet(() -> cleanup(site.settings("cleanup"), store, arrivals));
        var bounce = site.settings("bounce");
        notifier = new Notifier(bounce, new Notifier.Parts(intake, ground.time(), ground.log(bounce, "bounce"),
            new Notifier.Waits(bounce.get(QmgrParams.DELAY_WARNING), bounce.get(QmgrParams.MAXIMAL_LIFETIME))));
        var verify = site.settings("verify");
        verifier = new Verifier(verify, new Verifier.Parts(ground.verified(), intake, ground.time(),
            ground.log(verify, "verify")));
    }

    private Intake cleanup(Settings settings, QueueStore store, Consumer<QueuedMessage> arrivals) {
        var log = ground.log(settings, "cleanup");
        return new Cleanup(settings, new org.postrider.cleanup.Parts(store, routing.rewriter(),
            Tables.of(settings, log), routing.classes()::local, ground.time(), log, arrivals, this::giveBack));
    }

    boolean giveBack(QueuedMessage message, Contents contents) {
        return notifier.giveBack(message, contents);
    }

    /// Tells a sender what became of mail.
    boolean tell(Notices.Kind kind, QueuedMessage message, List<Attempt> attempts) {
        return notifier.tell(switch (kind) {
            case BOUNCED -> Notifier.Kind.BOUNCED;
            case EXPIRED -> Notifier.Kind.EXPIRED;
            case DELAYED -> Notifier.Kind.DELAYED;
            case DELIVERED -> Notifier.Kind.DELIVERED;
            case REPORTED -> Notifier.Kind.REPORTED;
        }, message, attempts);
    }

    Site site() {
        return site;
    }

    Verifier verifier() {
        return verifier;
    }

    Intake intake() {
        return intake;
    }

    /// The one that a service's settings name.
    Intake intake(Settings settings) {
        String name = settings.get(CleanupParams.CLEANUP_SERVICE);
        if (name.equals("cleanup")) return intake;
        return Optional.ofNullable(intakes.get(name)).orElse((_, _) -> {
            throw new IOException("connect to public/" + name + ": no cleanup service of this name in master.cf");
        });
    }

    Resolver resolver() {
        return resolver;
    }

    Log log(String program) {
        return ground.log(site.settings(program), program);
    }

    /// What the queue manager delivers with.
    ///
    /// @param forward where agents forward to: the current intake, whatever a reload makes of it
    Plan plan(Intake forward) {
        Map<String, Service> services = new HashMap<>();
        var agents = new AgentWiring(site, ground, forward, routing.router(),
            name -> Optional.ofNullable(services.get(name)).map(Service::agent));
        var outside = new Outside(resolver, routing);
        for (var row : site.master().rows())
            if (row.type() == Type.UNIX) agents.agent(row, outside)
                .ifPresent(agent -> services.put(row.service(), service(row, agent)));
        return new Plan(site.settings("qmgr"), routing.router(), services);
    }

    private Service service(Row row, DeliveryAgent agent) {
        var settings = site.settings(row);
        return new Service(SoftBounce.asSet(settings, agent), settings, site.limit(row));
    }

    List<Doors.Service> doors(SmtpdWiring.Shared shared) {
        return new SmtpdWiring(site, ground, routing, resolver, this::intake, verifier, shared).doors();
    }
}
