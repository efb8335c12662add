package org.postrider.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.postrider.dns.AnswerCache.Key;
import org.postrider.text.Hostname;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Asks the name servers that resolv.conf names. Safe for any thread; blocks without holding a platform thread.
///
/// Answers are kept for their time to live, also those that say that there is nothing; failures are not. Who asks while
/// the same question is on its way waits for that answer. resolv.conf is read again when it changes.
public final class DnsjavaResolver implements Resolver {
    /// Enough for a busy relay's domains, hosts and client names at some 300 bytes each.
    private static final int MOST_ANSWERS = 50_000;

    private final AnswerCache cache;
    private final Questions questions;
    private final Consumer<String> own;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, FutureTask<Cached>> onTheWay = new HashMap<>();

    /// What a resolver needs from outside.
    ///
    /// @param servers  which name servers to ask
    /// @param dnssec   ask for validated answers, and believe the server's word (AD bit) about them: only for
    ///                 servers that can be trusted, as on this machine
    /// @param warnings gets what an operator should know about strange answers
    record World(Time time, NameServers servers, Exchange exchange, boolean dnssec, Consumer<String> warnings) {}

    DnsjavaResolver(World world) {
        cache = new AnswerCache(world.time, MOST_ANSWERS);
        questions = new Questions(world);
        own = world.warnings;
    }

    /// The system's resolver: /etc/resolv.conf and real sockets.
    public static DnsjavaResolver system(Time time, boolean dnssec, Consumer<String> warnings) {
        return new DnsjavaResolver(new World(time, NameServers.system(time), new SocketExchange(time), dnssec,
            warnings));
    }

    /// The same resolver for somebody else, who hears of strange answers to his own questions.
    public Resolver telling(Consumer<String> warnings) {
        return (name, type) -> query(name, type, warnings);
    }

    @Override public Answer query(String name, Type type) {
        return query(name, type, own);
    }

    private Answer query(String name, Type type, Consumer<String> warnings) {
        String plain = Latin1.lower(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        if (Hostname.isAddress(plain) || !Hostname.isValid(plain))
            return new Answer.NoName("Name service error for " + name + ": invalid host or domain name");
        var key = new Key(plain, type);
        var found = cache.get(key).orElseGet(() -> ask(key));
        found.warnings().forEach(warnings);
        return found.answer();
    }

    private Cached ask(Key key) {
        var mine = new FutureTask<>(() -> found(key));
        var first = join(key, mine);
        if (first.isPresent()) return await(first.get());
        try {
            mine.run();
        } finally {
            leave(key);
        }
        return await(mine);
    }

    private Cached found(Key key) {
        var found = questions.ask(key.name(), key.type());
        cache.put(key, found);
        return found;
    }

    /// The task that has the same question; empty when there was none and `mine` now is it.
    private Optional<FutureTask<Cached>> join(Key key, FutureTask<Cached> mine) {
        lock.lock();
        try {
            return Optional.ofNullable(onTheWay.putIfAbsent(key, mine));
        } finally {
            lock.unlock();
        }
    }

    private void leave(Key key) {
        lock.lock();
        try {
            onTheWay.remove(key);
        } finally {
            lock.unlock();
        }
    }

    private static Cached await(FutureTask<Cached> task) {
        try {
            return task.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Cached(new Answer.Unavailable("Name service lookup was interrupted"), 0, List.of());
        } catch (ExecutionException bug) {
            throw new IllegalStateException("DNS lookup failed unexpectedly", bug.getCause());
        }
    }
}
