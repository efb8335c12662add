package org.postrider.table;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.postrider.net.Connector;
import org.postrider.net.Ending;
import org.postrider.net.Pace;
import org.postrider.net.Wire;
import org.postrider.time.Time;

/// A program that answers questions one at a time on each connection. Connections are kept for a while, as many as
/// were in use at once; the callers' number bounds them.
final class RemoteServer {
    /// How long one may be kept without use, and at all: Postfix's limits for socketmap and tcp tables.
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration OLD = Duration.ofSeconds(100);
    /// More idle ones than this are closed.
    private static final int MOST_IDLE = 20;

    private final Peer peer;
    private final Duration limit;
    private final Connector connector;
    private final Time time;
    private final ConcurrentLinkedDeque<Kept> idle = new ConcurrentLinkedDeque<>();

    private record Kept(Wire wire, long made, long used) {}

    /// One question and its answer. Says by an exception why there is none.
    @FunctionalInterface
    interface Exchange<T> {
        T on(Wire wire) throws Failure;
    }

    /// Why there is no answer; the connection is closed then.
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean lost;

        private Failure(String why, boolean lost) {
            super(why, null, false, false);
            this.lost = lost;
        }

        /// An answer that makes no sense.
        Failure(String why) {
            this(why, false);
        }

        /// The connection ended before an answer came.
        static Failure lost(Optional<Ending> ending) {
            return new Failure(switch (ending.orElse(new Ending.Closed())) {
                case Ending.Closed() -> "unexpected disconnect";
                case Ending.TimedOut() -> "time limit exceeded";
                case Ending.Broken(String why) -> why;
            }, true);
        }
    }

    /// No connection could be made.
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        private Unreachable(String why) {
            super(why, null, false, false);
        }
    }

    /// @param limit for connecting, and for each read and write
    RemoteServer(Peer peer, Duration limit, World world) {
        this.peer = peer;
        this.limit = limit;
        this.connector = new Connector(world.watchdog());
        this.time = world.time();
    }

    Peer peer() {
        return peer;
    }

    /// Asks on a kept connection, or on a new one when there is none or the kept one turns out to be dead.
    <T> T ask(Exchange<T> exchange) throws Failure, Unreachable {
        var kept = take();
        if (kept.isPresent()) {
            try {
                return ask(exchange, kept.get());
            } catch (Failure failure) {
                if (!failure.lost) throw failure;
            }
        }
        return ask(exchange, fresh());
    }

    private <T> T ask(Exchange<T> exchange, Kept on) throws Failure {
        boolean done = false;
        try {
            on.wire.pace(Pace.each(limit));
            T answer = exchange.on(on.wire);
            done = true;
            return answer;
        } finally {
            if (done) keep(on);
            else on.wire.close();
        }
    }

    private Kept fresh() throws Unreachable {
        long now = time.nanos();
        return switch (peer.connect(connector, limit)) {
            case Peer.Connected.Made(Wire wire) -> new Kept(wire, now, now);
            case Peer.Connected.Failed(String why) -> throw new Unreachable(why);
        };
    }

    private Optional<Kept> take() {
        long now = time.nanos();
        for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
            boolean usable = now - kept.used < IDLE.toNanos() && now - kept.made < OLD.toNanos()
                && !kept.wire.pending();
            if (usable) return Optional.of(kept);
            kept.wire.close();
        }
        return Optional.empty();
    }

    private void keep(Kept kept) {
        if (idle.size() >= MOST_IDLE || kept.wire.ending().isPresent()) kept.wire.close();
        else idle.push(new Kept(kept.wire, kept.made, time.nanos()));
    }
}
