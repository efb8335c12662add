package org.postrider.master;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postrider.config.MasterCf.Type;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.os.User;

/// The agents that need a recipient's rights, in the supervisor.
final class PrivilegedAgents implements AutoCloseable {
    private final Ground ground;
    private final LinkServer server;
    private final SpawnDoors spawned;
    private volatile CompletableFuture<Map<String, DeliveryAgent>> agents = new CompletableFuture<>();

    private PrivilegedAgents(Ground ground, LinkServer.Door door) throws IOException {
        this.ground = ground;
        spawned = new SpawnDoors(ground);
        var talk = new AgentServer(() -> agents.join(), door.log());
        server = new LinkServer(ground.layout().agents(), door, talk);
    }

    /// Listens, then makes the agents: deliveries that come before that wait.
    static PrivilegedAgents serve(Site site, Ground ground, User owner) throws IOException {
        var log = ground.log(site.settings(), "master");
        var made = new PrivilegedAgents(ground, new LinkServer.Door(Set.copyOf(List.of(owner.name(), "root")), log));
        Thread.ofPlatform().name("agents").daemon().start(() -> made.reconfigure(site));
        return made;
    }

    /// Deliveries that run keep the old agents.
    void reconfigure(Site site) {
        var fresh = new HashMap<String, DeliveryAgent>();
        var log = ground.log(site.settings(), "master");
        for (var row : site.master().rows())
            if (row.type() == Type.UNIX && !AgentWiring.isPrivileged(row)) fresh.put(row.service(),
                new RemoteAgent(row.service(), ground.layout().services(), log));
        var wiring = new AgentWiring(site, ground, new RemoteIntake(ground.layout().intake()),
            Routing.of(site, ground).router(), name -> Optional.ofNullable(fresh.get(name)));
        for (var row : site.master().rows())
            if (AgentWiring.isPrivileged(row)) fresh.put(row.service(), wiring.privileged(row));
        spawned.open(site);
        if (!agents.complete(Map.copyOf(fresh))) agents = CompletableFuture.completedFuture(Map.copyOf(fresh));
    }

    @Override public void close() {
        server.close();
        spawned.close();
    }
}
