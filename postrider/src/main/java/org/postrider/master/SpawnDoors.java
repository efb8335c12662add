package org.postrider.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.os.ErrnoException;
import org.postrider.os.ListeningSocket;
import org.postrider.spawn.SpawnCommand;
import org.postrider.spawn.SpawnService;
import org.postrider.text.Latin1;

/// The sockets of spawn(8): in the process that has root's rights, if there is one. A row that cannot be served is told
/// of in the log and does not keep the others from their work.
final class SpawnDoors implements AutoCloseable {
    private static final int BACKLOG = 1024;
    /// Who gets at the socket is the folder's matter, as in Postfix.
    private static final int EVERYBODY = 0666;

    private final Ground ground;
    private Map<String, SpawnService> open = Map.of();

    SpawnDoors(Ground ground) {
        this.ground = ground;
    }

    /// Opens what is new, hands over what stays, closes what is gone. Called at start and by each reload.
    synchronized void open(Site site) {
        var next = new LinkedHashMap<String, SpawnService>();
        for (var row : site.master().rows())
            if (row.program().equals("spawn")) open(site, row, next);
        open.forEach((key, service) -> {
            if (!next.containsKey(key)) service.close();
        });
        open = next;
    }

    private void open(Site site, Row row, Map<String, SpawnService> into) {
        var settings = site.settings(row);
        var log = ground.log(settings, "spawn");
        try {
            var command = SpawnCommand.of(row, settings, new SpawnCommand.Means(ground.users(),
                AgentWiring.environment(settings), ground.runAs().switches()));
            var work = SpawnService.Work.of(command, site.limit(row), log);
            for (var door : doors(site, row)) into.put(door.name(), at(door, work));
        } catch (ConfigException | ErrnoException e) {
            log.fatal(site.master().path() + ", line " + row.line() + ": "
                + e.getMessage());
        }
    }

    private SpawnService at(Door door, SpawnService.Work work) throws ErrnoException {
        var there = Optional.ofNullable(open.get(door.name()));
        if (there.isPresent()) {
            there.get().serve(work);
            return there.get();
        }
        try {
            return new SpawnService(door.name(), door.opener().open(), work, ground.time());
        } catch (ErrnoException e) {
            throw new ErrnoException(e.errno(), "bind " + door.name() + ": " + e.getMessage());
        }
    }

    private interface Opener {
        ListeningSocket open() throws ErrnoException;
    }

    /// @param name where it listens
    private record Door(String name, Opener opener) {}

    private List<Door> doors(Site site, Row row) {
        var doors = new ArrayList<Door>();
        if (row.type() == Type.INET)
            for (var address : Doors.addresses(site, row))
                doors.add(new Door(address.getAddress().getHostAddress() + " port " + address.getPort(),
                    () -> ListeningSocket.tcp(address, BACKLOG)));
        else if (row.type() == Type.UNIX) {
            String path = Latin1.fromUnicode(ground.layout().queue().resolve(Latin1.toUnicode(row.endpoint()))
                .toString());
            doors.add(new Door(path, () -> ListeningSocket.unix(path, EVERYBODY, BACKLOG)));
        } else throw new ConfigException("a service of type " + row.type() + " cannot be spawned: use inet or unix");
        return doors;
    }

    @Override public synchronized void close() {
        open.values().forEach(SpawnService::close);
        open = Map.of();
    }
}
