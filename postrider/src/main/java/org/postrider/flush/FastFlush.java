package org.postrider.flush;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.status.Fate;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Knows which deferred messages wait for which destination. Safe for any thread.
public final class FastFlush implements SiteFlush {
    private final Parts parts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<QueueId>> waiting = new HashMap<>();
    private volatile MatchList domains;
    private volatile Duration refresh;
    private boolean read;
    private long refreshed;

    /// What it works with.
    ///
    /// @param deliver is given the messages to be tried now
    public record Parts(QueueStore store, Consumer<Collection<QueueId>> deliver, Time time, Log log) {}

    public FastFlush(Settings settings, Tables tables, Parts parts) {
        this.parts = parts;
        refreshed = parts.time().nanos();
        configure(settings, tables);
    }

    /// Takes a new configuration. What newly named destinations have waiting is found at the next request.
    public void configure(Settings settings, Tables tables) {
        domains = MatchList.domains(tables, FlushParams.FAST_FLUSH_DOMAINS);
        refresh = settings.get(FlushParams.FAST_FLUSH_REFRESH);
        lock.lock();
        try {
            read = false;
        } finally {
            lock.unlock();
        }
    }

    /// A message was deferred.
    public void deferred(QueuedMessage message) {
        for (String domain : waitingFor(message))
            if (domains.match(domain) instanceof MatchList.Answer.Match) add(domain, message.id());
    }

    private static Set<String> waitingFor(QueuedMessage message) {
        var found = new HashSet<String>(2);
        for (Attempt attempt : message.history()) {
            if (!(attempt.fate() instanceof Fate.Deferred)) continue;
            String domain = message.recipients().get(attempt.recipient()).address().domain();
            if (!domain.isEmpty()) found.add(Latin1.lower(domain));
        }
        return found;
    }

    private void add(String domain, QueueId id) {
        lock.lock();
        try {
            waiting.computeIfAbsent(domain, _ -> new HashSet<>()).add(id);
        } finally {
            lock.unlock();
        }
        forgetGone();
    }

    /// From time to time, drops messages that are gone; else lists that nobody asks for would only grow.
    private void forgetGone() {
        lock.lock();
        try {
            long now = parts.time().nanos();
            if (now - refreshed < refresh.toNanos()) return;
            refreshed = now;
            for (var ids : waiting.values()) ids.removeIf(id -> parts.store().entry(id).isEmpty());
            waiting.values().removeIf(Set::isEmpty);
        } finally {
            lock.unlock();
        }
    }

    @Override public Status send(String site) {
        return switch (domains.match(site)) {
            case MatchList.Answer.NoMatch() -> Status.DENY;
            case MatchList.Answer.Unavailable _ -> Status.FAIL;
            case MatchList.Answer.Match() -> deliver(Latin1.lower(site));
        };
    }

    private Status deliver(String site) {
        try {
            readQueue();
        } catch (IOException e) {
            parts.log().warning("flush for " + site + ": cannot read the deferred queue: " + e.getMessage());
            return Status.FAIL;
        }
        parts.deliver().accept(take(site));
        return Status.OK;
    }

    /// The list starts anew: what is not delivered now comes back when it is deferred again.
    private List<QueueId> take(String site) {
        lock.lock();
        try {
            var ids = waiting.remove(site);
            return ids == null ? List.of() : List.copyOf(ids);
        } finally {
            lock.unlock();
        }
    }

    /// What was deferred before this service started is not known until somebody asks.
    private void readQueue() throws IOException {
        lock.lock();
        try {
            if (read) return;
            read = true;
        } finally {
            lock.unlock();
        }
        var ids = new ArrayList<QueueId>();
        parts.store().forEach(entry -> {
            if (entry.queue() == QueueName.DEFERRED) ids.add(entry.id());
        });
        try {
            for (var id : ids) parts.store().read(id).ifPresent(this::deferred);
        } catch (IOException failed) {
            lock.lock();
            try {
                read = false;
            } finally {
                lock.unlock();
            }
            throw failed;
        }
    }
}
