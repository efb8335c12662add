package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that was answered with 250 is ever lost: the process that holds the queue is killed at random moments while
/// clients send, again and again. `-Dcrash.kills=N` says how often, `-Dcrash.seed=N` repeats a run.
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 4);
    private static final int CLIENTS = 4;
    /// Messages that one life of the mail process takes before it may be killed, at most.
    private static final int PER_LIFE = 60;
    /// Some are larger than what the journal itself takes.
    private static final int LARGE = 300_000;

    @TempDir Path top;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger serial = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean over;

    @Test void whatWasAcknowledgedIsDeliveredHoweverOftenItIsKilled() throws Exception {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        var random = new Random(seed);
        try (var system = new RunningSystem(top, "smtpd_client_connection_count_limit = 0",
                "smtpd_client_connection_rate_limit = 0", "smtpd_client_message_rate_limit = 0",
                "queue_run_delay = 1s", "minimal_backoff_time = 1s", "maximal_backoff_time = 1s")) {
            system.start();
            var clients = new ArrayList<Thread>();
            for (int i = 0; i < CLIENTS; i++) clients.add(Thread.startVirtualThread(() -> client(system)));
            for (int kill = 0; kill < KILLS; kill++) {
                int goal = answered.get() + random.nextInt(PER_LIFE);
                while (answered.get() < goal) Thread.onSpinWait();
                RunningSystem.kill(system.mail());
                if (!RunningSystem.root()) system.start();
                system.client().close();
            }
            over = true;
            for (var client : clients) client.join();
            check(system, "seed " + seed);
        }
    }

    /// Sends one message per connection until told to stop; a lost connection only means that nothing was promised.
    private void client(RunningSystem system) {
        while (!over) {
            String name = "m" + serial.incrementAndGet();
            try (var client = new RunningSystem.Client(system.folder().port())) {
                client.say("HELO test");
                if (client.send("", "alice@example.test", message(name)).startsWith("250 2.0.0 Ok: queued as"))
                    acknowledged.add(name);
                answered.incrementAndGet();
            } catch (IOException killed) {
                answered.incrementAndGet();
            }
        }
    }

    /// Each carries its own checksum.
    private static String message(String name) {
        int number = Integer.parseInt(name.substring(1));
        var random = new Random(number);
        var body = new StringBuilder();
        for (int size = number % 20 == 0 ? LARGE : random.nextInt(4000); body.length() < size; )
            body.append(Long.toString(random.nextLong(), 36)).append('\n');
        return "Subject: " + name + " " + checksum(body.toString()) + "\n\n" + body;
    }

    private static String checksum(String body) {
        var sum = new CRC32C();
        sum.update(body.getBytes(ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }

    private void check(RunningSystem system, String how) throws IOException {
        long end = System.nanoTime() + RunningSystem.PATIENCE.toNanos();
        var found = delivered(system);
        while (!found.keySet().containsAll(acknowledged) && System.nanoTime() < end) found = delivered(system);
        var lost = new HashSet<>(acknowledged);
        lost.removeAll(found.keySet());
        assertEquals(Set.of(), lost, () -> how + ", of " + acknowledged.size() + " lost; log:\n" + system.log());
        int copies = found.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("CrashIT: " + KILLS + " kills, " + acknowledged.size() + " acknowledged, none lost, "
            + (copies - found.size()) + " delivered twice (" + how + ")");
    }

    /// How often each message is in the mailbox; fails for one that is not as it was sent.
    private static Map<String, Integer> delivered(RunningSystem system) throws IOException {
        var folder = system.folder().mailbox("alice").resolve("new");
        if (!Files.isDirectory(folder)) return Map.of();
        var found = new HashMap<String, Integer>();
        List<Path> all;
        try (var files = Files.list(folder)) {
            all = files.toList();
        }
        for (var file : all) {
            String text = Files.readString(file, ISO_8859_1), body = text.substring(text.indexOf("\n\n") + 2);
            String[] subject = text.substring(text.indexOf("\nSubject: ") + 10).split("\n", 2)[0].split(" ");
            assertTrue(subject.length == 2 && subject[1].equals(checksum(body)), () -> file + " is damaged");
            found.merge(subject[0], 1, Integer::sum);
        }
        return found;
    }
}
