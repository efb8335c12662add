package org.postrider.smtpd.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.config.ConfigException;
import org.postrider.log.Log;
import org.postrider.net.Attributes;
import org.postrider.net.Connector.Connection;
import org.postrider.net.Ending;
import org.postrider.net.Endpoint;
import org.postrider.net.Pace;
import org.postrider.net.Wire;
import org.postrider.text.Ip;
import org.postrider.time.Time;

/// Asks one policy server, over connections that are kept for a while and shared by all sessions: each is used by one
/// session at a time. Safe for any thread.
final class PolicyClient {
    /// What a server's silence is called in the log that has no error of the system behind it.
    private static final String NO_ANSWER = "Application error";
    /// Troubles that a server makes which has only been restarted: told of when the last try fails, too.
    private static final List<String> FLEETING = List.of(NO_ANSWER, "Broken pipe", "No such file or directory",
        "Connection reset by peer");

    private final PolicyService service;
    private final Parts parts;
    private final Deque<Talk> idle = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean reaping;

    /// A connection between requests.
    private record Talk(Wire wire, long opened, long used, int requests) {}

    /// What came of one try.
    private sealed interface Try {
        record Action(String text) implements Try {}

        record Failed(String why) implements Try {}
    }

    PolicyClient(PolicyService service, Parts parts) {
        this.service = service;
        this.parts = parts;
        if (service.address() instanceof Endpoint.Inet(_, String port)) portNumber(port);
    }

    /// The server's action; empty when it could not be had, which has been logged.
    Optional<String> ask(Log log, SequencedMap<String, String> request) {
        int tries = service.limits().tries();
        for (int count = 1;; count++) {
            switch (attempt(log, request)) {
                case Try.Action(String text) -> {
                    return Optional.of(text);
                }
                case Try.Failed(String why) -> {
                    if (count == tries || !FLEETING.contains(why))
                        log.warning("problem talking to server " + service.endpoint() + ": " + why);
                }
            }
            if (count == tries || !pause(service.limits().retryDelay())) return Optional.empty();
        }
    }

    private boolean pause(Duration time) {
        try {
            parts.time().sleep(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Try attempt(Log log, SequencedMap<String, String> request) {
        var kept = taken();
        if (kept.isPresent()) return talk(log, kept.get(), request);
        return switch (connection()) {
            case Connection.Made(Wire wire) -> {
                wire.pace(Pace.each(service.limits().timeout()));
                long now = time().nanos();
                yield talk(log, new Talk(wire, now, now, 0), request);
            }
            case Connection.Failed(String why) -> noConnection(log, why);
            case Connection.NotOurAddress(String why) -> noConnection(log, why);
        };
    }

    private Try noConnection(Log log, String why) {
        log.warning("connect to " + service.endpoint() + ": " + why);
        return new Try.Failed(why);
    }

    private Connection connection() {
        return switch (service.address()) {
            case Endpoint.Unix(String path) -> parts.connector().unix(path);
            case Endpoint.Inet(String host, String port) -> {
                Connection last = new Connection.Failed("host not found");
                for (var address : addresses(host)) {
                    last = parts.connector().tcp(new InetSocketAddress(address, portNumber(port)), Optional.empty(),
                        service.limits().timeout());
                    if (last instanceof Connection.Made) break;
                }
                yield last;
            }
        };
    }

    private static List<InetAddress> addresses(String host) {
        try {
            var ip = Ip.parse(host);
            return ip.isPresent() ? List.of(ip.get().inet())
                : List.of(InetAddress.getAllByName(host.isEmpty() ? "localhost" : host));
        } catch (IOException unknown) {
            return List.of();
        }
    }

    private int portNumber(String port) {
        if (Texts.isDigits(port) && port.length() < 6 && Integer.parseInt(port) <= 0xffff)
            return Integer.parseInt(port);
        throw new ConfigException("bad port number \"" + port + "\" in policy service " + service.spec());
    }

    private Try talk(Log log, Talk talk, SequencedMap<String, String> request) {
        var wire = talk.wire;
        Attributes.PLAIN.write(wire, request);
        if (!wire.flush()) return failed(wire, wire.ending().orElseGet(Ending.Closed::new));
        return switch (Attributes.PLAIN.read(wire)) {
            case Attributes.Answer.Complete(var values) -> {
                String action = values.getOrDefault("action", "");
                if (!values.containsKey("action")) {
                    wire.close();
                    log.warning("missing attribute action in input from " + service.endpoint());
                    yield new Try.Failed(NO_ANSWER);
                }
                keep(new Talk(wire, talk.opened, time().nanos(), talk.requests + 1));
                yield new Try.Action(action);
            }
            case Attributes.Answer.Malformed(String why) -> {
                wire.close();
                log.warning(why + " from " + service.endpoint());
                yield new Try.Failed(NO_ANSWER);
            }
            case Attributes.Answer.None(Ending ending) -> failed(wire, ending);
        };
    }

    private static Try failed(Wire wire, Ending ending) {
        wire.close();
        return new Try.Failed(switch (ending) {
            case Ending.Closed _ -> NO_ANSWER;
            case Ending.TimedOut _ -> "Connection timed out";
            case Ending.Broken(String why) -> why;
        });
    }

    // ---- connections that wait for the next request

    private Time time() {
        return parts.time();
    }

    /// The one used last that still serves; those that don't are closed.
    private Optional<Talk> taken() {
        lock.lock();
        try {
            while (!idle.isEmpty()) {
                var talk = idle.pop();
                // a server that has something to say before it is asked has closed the connection
                if (!isOver(talk) && !talk.wire.pending()) return Optional.of(talk);
                talk.wire.close();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(Talk talk) {
        long now = time().nanos();
        var limits = service.limits();
        return now - talk.used >= limits.maxIdle().toNanos() || now - talk.opened >= limits.maxTtl().toNanos()
            || limits.requests() > 0 && talk.requests >= limits.requests();
    }

    private void keep(Talk talk) {
        if (isOver(talk)) {
            talk.wire.close();
            return;
        }
        lock.lock();
        try {
            idle.push(talk);
            if (reaping) return;
            reaping = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("policy " + service.endpoint()).start(this::reap);
    }

    /// Closes what nobody has used for long; ends when there is nothing left.
    private void reap() {
        var step = service.limits().maxIdle().compareTo(service.limits().maxTtl()) < 0 ? service.limits().maxIdle()
            : service.limits().maxTtl();
        while (pause(step) && stillAny()) continue;
    }

    private boolean stillAny() {
        lock.lock();
        try {
            idle.removeIf(talk -> {
                boolean over = isOver(talk);
                if (over) talk.wire.close();
                return over;
            });
            reaping = !idle.isEmpty();
            return reaping;
        } finally {
            lock.unlock();
        }
    }
}
