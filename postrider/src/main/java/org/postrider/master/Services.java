package org.postrider.master;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.postrider.anvil.Anvil;
import org.postrider.cleanup.Intake;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.log.Log;
import org.postrider.os.Identity;
import org.postrider.os.User;
import org.postrider.os.Users.Answer;
import org.postrider.qmgr.Notices;
import org.postrider.qmgr.Parts;
import org.postrider.qmgr.QueueManager;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;

/// All services of the mail process, wired as master.cf says, and wired anew by a reload.
final class Services {
    private final Ground ground;
    private final QueueStore store;
    private final Log log;
    private final Doors doors;
    private final SpawnDoors spawned;
    private final AtomicReference<Wiring> wiring;
    private final QueueManager manager;
    private final Tools tools;
    private final Anvil anvil;
    private final Thread anvilReports;
    private volatile Map<String, DeliveryAgent> agents = Map.of();
    private Optional<LinkServer> intakeDoor = Optional.empty();
    private Optional<LinkServer> agentDoor = Optional.empty();

    Services(Site site, Ground ground, QueueStore store) {
        this.ground = ground;
        this.store = store;
        log = ground.log(site.settings(), "master");
        doors = new Doors(ground, log);
        spawned = new SpawnDoors(ground);
        wiring = new AtomicReference<>(new Wiring(site, ground, store, this::arrived));
        var anvilSettings = site.settings("anvil");
        anvil = new Anvil(anvilSettings, ground.time(), ground.log(anvilSettings, "anvil"));
        anvilReports = Thread.ofVirtual().name("anvil").unstarted(anvil::run);
        var hooks = new Parts.Hooks(id -> tools().requeue(id), message -> tools().deferred(message),
            probed -> wiring.get().verifier().probed(probed.address(), probed.fate()));
        manager = new QueueManager(new Parts(store, this::tell, ground.time(), wiring.get().log("qmgr"),
            ground.numbers(), hooks), plan(wiring.get()));
        tools = new Tools(new Tools.Parts(ground, store, manager, intake()), wiring.get());
    }

    private SmtpdWiring.Shared shared() {
        return new SmtpdWiring.Shared(anvil, tools.sites());
    }

    private Tools tools() {
        return tools;
    }

    private Parts.Plan plan(Wiring fresh) {
        var plan = fresh.plan(intake());
        var all = new HashMap<String, DeliveryAgent>();
        plan.services().forEach((name, service) -> all.put(name, service.agent()));
        agents = Map.copyOf(all);
        return plan;
    }

    Ground ground() {
        return ground;
    }

    Log log() {
        return log;
    }

    /// The door into the queue as the latest configuration has it.
    Intake intake() {
        return (envelope, source) -> wiring.get().intake().begin(envelope, source);
    }

    private boolean tell(Notices.Kind kind, QueuedMessage message, List<Attempt> attempts) {
        return wiring.get().tell(kind, message, attempts);
    }

    private void arrived(QueuedMessage message) {
        manager.arrived(message);
    }

    /// Listens, then takes up what is in the queue.
    void open() throws IOException {
        anvilReports.start();
        if (ground.split()) {
            var root = new LinkServer.Door(Set.copyOf(List.of("root", self())), log);
            intakeDoor = Optional.of(new LinkServer(ground.layout().intake(), root, new IntakeServer(this::intake)));
            agentDoor = Optional.of(new LinkServer(ground.layout().services(), root,
                new AgentServer(() -> agents, log)));
        }
        doors.open(wiring.get().site(), wiring.get().doors(shared()), tools.doors());
        if (!ground.split()) spawned.open(wiring.get().site());
        recover();
        tools.start();
    }

    /// Who runs this process may talk to it.
    private String self() {
        return ground.users().user(Identity.current().uid()) instanceof Answer.Found<User>(User user) ? user.name()
            : "root";
    }

    /// Takes up what is in the queue.
    void recover() {
        manager.recover();
        Thread.ofPlatform().name("qmgr").daemon().start(manager::run);
    }

    void reload(Site site) {
        var fresh = new Wiring(site, ground, store, this::arrived);
        var more = tools.prepare(fresh);
        doors.open(site, fresh.doors(shared()), more.doors());
        if (!ground.split()) spawned.open(site);
        wiring.set(fresh);
        anvil.reconfigure(site.settings("anvil"));
        manager.reconfigure(plan(fresh));
        tools.use(more);
    }

    void close(Duration grace) throws InterruptedException {
        manager.stop();
        spawned.close();
        tools.close();
        doors.close(grace);
        anvilReports.interrupt();
        anvil.report();
        manager.awaitIdle(grace);
        intakeDoor.ifPresent(LinkServer::close);
        agentDoor.ifPresent(LinkServer::close);
    }
}
