package org.postrider.master;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.postrider.config.ConfigException;
import org.postrider.config.LocalMachine;
import org.postrider.config.MasterCf.Row;
import org.postrider.log.Log;
import org.postrider.net.Endpoint;
import org.postrider.net.Interfaces;
import org.postrider.net.Listener;
import org.postrider.net.Listener.Binding;
import org.postrider.net.ServicePorts;
import org.postrider.text.Latin1;

/// The sockets that this process listens at. A reload keeps those that stay, so that nobody is refused meanwhile.
final class Doors {
    /// As Postfix's `inet_listen` and its kin ask for.
    private static final int BACKLOG = 1024;

    private final Ground ground;
    private final Log log;
    private Map<String, Listener> open = Map.of();

    Doors(Ground ground, Log log) {
        this.ground = ground;
        this.log = log;
    }

    /// Who answers at a door.
    ///
    /// @param handler made once for all addresses of the row; is told whether all places at one of them are taken
    /// @param slots   at a time; 0 for no limit
    record Service(Row row, Function<BooleanSupplier, Listener.Handler> handler, int slots) {}

    /// Opens what is new, hands over what stays, closes what is gone.
    ///
    /// @throws ConfigException when an address cannot be had; at a reload that leaves the others as they are
    void open(Site site, List<Service> services, List<Local> locals) {
        var next = new LinkedHashMap<String, Listener>();
        var fresh = new ArrayList<Listener>();
        try {
            for (var service : services) next.putAll(at(site, service, fresh));
            for (var local : locals) next.put(local.path(), at(local, fresh));
        } catch (ConfigException e) {
            fresh.forEach(Listener::close);
            throw e;
        }
        open.forEach((key, listener) -> {
            if (!next.containsKey(key)) listener.close();
        });
        open = next;
    }

    private Map<String, Listener> at(Site site, Service service, List<Listener> fresh) {
        var all = new LinkedHashMap<String, Listener>();
        var handler = service.handler().apply(() -> all.values().stream().anyMatch(Listener::full));
        for (var address : addresses(site, service.row())) {
            String key = address.toString();
            all.put(key, Optional.ofNullable(open.get(key)).orElseGet(() ->
                added(fresh, bound(Listener.tcp(address, service.slots(), means(service.row().service())),
                    service.row(), site))));
        }
        for (var listener : all.values()) listener.serve(handler, service.slots());
        return all;
    }

    /// A Unix-domain socket of our own.
    ///
    /// @param path  one char per byte
    /// @param mode  permissions of the socket
    /// @param slots clients at a time; 0 for no limit
    record Local(String path, int mode, int slots, Listener.Handler handler) {}

    private Listener at(Local local, List<Listener> fresh) {
        var listener = Optional.ofNullable(open.get(local.path())).orElseGet(() -> added(fresh,
            switch (Listener.unix(local.path(), local.mode(), local.slots(), means(local.path()))) {
                case Binding.Bound(Listener bound) -> bound;
                case Binding.Failed(String why) -> throw new ConfigException(why);
            }));
        listener.serve(local.handler(), local.slots());
        return listener;
    }

    private static Listener added(List<Listener> fresh, Listener listener) {
        fresh.add(listener);
        return listener;
    }

    private Listener.Means means(String name) {
        return new Listener.Means(name, BACKLOG, ground.watchdog(), log);
    }

    private static Listener bound(Binding binding, Row row, Site site) {
        return switch (binding) {
            case Binding.Bound(Listener listener) -> listener;
            case Binding.Failed(String why) -> throw new ConfigException(site.master().path() + ", line " + row.line()
                + ": " + why);
        };
    }

    /// Where an inet row listens.
    static List<InetSocketAddress> addresses(Site site, Row row) {
        var endpoint = Endpoint.parse("inet:" + row.service());
        if (endpoint.isEmpty() || !(endpoint.get() instanceof Endpoint.Inet(String host, String port)))
            throw new ConfigException(site.master().path() + ", line " + row.line() + ": bad address or port: "
                + row.service());
        int number = port(site, row, port);
        var machine = new LocalMachine("master");
        List<InetAddress> hosts = host.isEmpty() ? Interfaces.of(site.settings(row), machine).listenAt()
            : machine.addresses(Latin1.toUnicode(host));
        if (hosts.isEmpty()) throw new ConfigException(site.master().path() + ", line " + row.line()
            + ": host not found: " + host);
        return hosts.stream().map(address -> new InetSocketAddress(address, number)).toList();
    }

    private static int port(Site site, Row row, String port) {
        return ServicePorts.of(port).orElseThrow(() -> new ConfigException(site.master().path() + ", line "
            + row.line() + ": unknown port: " + port + ": use a number or a name from /etc/services"));
    }

    /// Stops listening and waits for the sessions, in all at most that long.
    void close(Duration grace) throws InterruptedException {
        var waiting = new HashMap<>(open);
        for (var listener : waiting.values()) listener.close();
        long began = ground.time().nanos();
        for (var listener : waiting.values()) {
            var left = grace.minusNanos(ground.time().nanos() - began);
            listener.drain(left.isNegative() ? Duration.ZERO : left);
        }
    }
}
