package org.postrider.anvil;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.time.Time;

/// The counts of all clients.
public final class Anvil {
    /// Clients are looked through for those to forget when there are so many more than after the last look.
    private static final int GROWTH = 1000;

    private final Time time;
    private final Log log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Client, Counts> clients = new HashMap<>();
    private final Highest highest = new Highest();
    private Duration unit;
    private Duration pace;
    private int lookAt = GROWTH;

    /// Whom is counted.
    ///
    /// @param service as in master.cf
    /// @param range   an address, or a block of them
    public record Client(String service, String range) {
        @Override public String toString() {
            return service + ":" + range;
        }
    }

    /// What a connection comes to.
    ///
    /// @param open at this moment, it included
    /// @param rate of connections in the present time unit, it included
    public record Connected(int open, int rate) {}

    private static final class Counts {
        private final int[] rates = new int[Kind.values().length];
        private long started;
        private int open;
    }

    public Anvil(Settings settings, Time time, Log log) {
        this.time = time;
        this.log = log;
        reconfigure(settings);
    }

    /// Takes up the settings of a reload; what was counted stays.
    public void reconfigure(Settings settings) {
        lock.lock();
        try {
            unit = settings.get(AnvilParams.TIME_UNIT);
            pace = settings.get(AnvilParams.STATUS_UPDATE_TIME);
        } finally {
            lock.unlock();
        }
    }

    /// A client has connected; [#disconnected] has to follow.
    public Connected connected(Client client) {
        lock.lock();
        try {
            var counts = counts(client);
            counts.open++;
            highest.count(client, counts.open, time.now());
            return new Connected(counts.open, add(client, counts, Kind.CONNECTION));
        } finally {
            lock.unlock();
        }
    }

    public void disconnected(Client client) {
        lock.lock();
        try {
            counts(client).open--;
        } finally {
            lock.unlock();
        }
    }

    /// Something has happened.
    ///
    /// @return how often in the present time unit
    public int happened(Client client, Kind kind) {
        lock.lock();
        try {
            return add(client, counts(client), kind);
        } finally {
            lock.unlock();
        }
    }

    private Counts counts(Client client) {
        if (clients.size() >= lookAt) forget();
        var counts = clients.computeIfAbsent(client, _ -> {
            var fresh = new Counts();
            fresh.started = time.nanos();
            return fresh;
        });
        highest.size(clients.size(), time.now());
        return counts;
    }

    private int add(Client client, Counts counts, Kind kind) {
        long now = time.nanos();
        if (now - counts.started > unit.toNanos()) {
            counts.started = now;
            Arrays.fill(counts.rates, 0);
        }
        int rate = ++counts.rates[kind.ordinal()];
        highest.rate(client, kind, rate, time.now());
        return rate;
    }

    private void forget() {
        long now = time.nanos();
        clients.values().removeIf(counts -> counts.open == 0 && now - counts.started > unit.toNanos());
        lookAt = clients.size() + GROWTH;
    }

    /// Logs the highest counts since the last report, and begins anew.
    public void report() {
        List<String> lines = new ArrayList<>();
        lock.lock();
        try {
            forget();
            highest.report(lines, unit.toSeconds());
        } finally {
            lock.unlock();
        }
        lines.forEach(log::info);
    }

    /// Reports at the configured pace until interrupted.
    public void run() {
        try {
            while (true) {
                time.sleep(pace());
                report();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pace() {
        lock.lock();
        try {
            return pace;
        } finally {
            lock.unlock();
        }
    }
}
