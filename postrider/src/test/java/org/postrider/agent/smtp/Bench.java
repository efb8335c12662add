package org.postrider.agent.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.delivery.Timing;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.net.Connector;
import org.postrider.net.Interfaces;
import org.postrider.net.Watchdog;
import org.postrider.net.Wire;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.queue.Recipient;
import org.postrider.resolve.AddressClasses;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.status.Why;
import org.postrider.table.Tables;
import org.postrider.testing.FakeDns;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// An agent on a test bench: servers are [Peer]s, found by their addresses.
final class Bench {
    final FakeDns dns = new FakeDns();
    final Patience patience = new Patience();
    final List<String> log = new ArrayList<>();
    final Map<String, ArrayDeque<Peer>> peers = new HashMap<>();
    final List<String> dialled = new ArrayList<>();
    final Map<String, DeliveryAgent> others = new HashMap<>();
    Envelope envelope = Envelope.of(new Address("sender@here.test"), patience.now());
    String content = "Subject: x\n\nbody\n.dot\n";
    Purpose purpose = Purpose.DELIVER;
    private final Watchdog watchdog = new Watchdog(patience);
    private final Map<String, String> main = new HashMap<>(Map.of("myhostname", "mx.our.test", "mydomain", "our.test",
        "compatibility_level", "3.11", "smtp_randomize_addresses", "no", "inet_protocols", "ipv4"));
    boolean backlog;
    List<String> operands = List.of();
    private final boolean lmtp;
    private Optional<SmtpAgent> agent = Optional.empty();

    Bench() {
        this(false);
    }

    private Bench(boolean lmtp) {
        this.lmtp = lmtp;
    }

    static Bench lmtp() {
        return new Bench(true);
    }

    Bench set(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) main.put(pairs[i], pairs[i + 1]);
        return this;
    }

    /// The next one who answers at an address.
    Peer at(String address, String... keywords) {
        var peer = new Peer(patience, keywords);
        peers.computeIfAbsent(address, _ -> new ArrayDeque<>()).add(peer);
        return peer;
    }

    Delivery deliver(String nexthop, String... recipients) {
        var all = IntStream.range(0, recipients.length)
            .mapToObj(i -> Recipient.of(i, new Address(recipients[i]))).toList();
        return deliver(nexthop, all);
    }

    Delivery deliver(String nexthop, List<Recipient> recipients) {
        if (agent.isEmpty()) agent = Optional.of(agent());
        return agent.get().deliver(new DeliveryRequest(new QueueId("4ABC"), envelope,
            Content.of(Latin1.bytes(content)), nexthop, recipients, new Timing(1, 1, 1, 0, 0), purpose, backlog));
    }

    SmtpAgent agent() {
        var settings = Settings.of(main);
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/smtp", 1);
        var own = new SmtpAgent.Own(new Interfaces(Interfaces.Protocols.of(settings),
            Set.of(Ip.parse("192.0.2.25").orElseThrow()), false), Set.of());
        var tables = Tables.of(settings, voice);
        return new SmtpAgent(settings, new SmtpAgent.Parts(lmtp, operands, new TrivialRewriter(settings),
            new AddressClasses(tables, _ -> false), dns, _ -> List.of(), own, new Connector(watchdog), tables,
            name -> Optional.ofNullable(others.get(name)), patience, voice, () -> 7), this::dial);
    }

    private Dialer.Answer dial(Server server, Log log) {
        dialled.add(server.relay());
        var waiting = peers.getOrDefault(server.address(), new ArrayDeque<>());
        if (waiting.isEmpty()) return new Dialer.Answer.Failed(Why.of("4.4.1",
            "connect to " + server.relay() + ": Connection refused"));
        return new Dialer.Answer.Connected(new Wire(waiting.remove().greet(), Wire.Ends.UNIX, watchdog));
    }

    /// What became of each recipient: `4.1.1 deferred text`.
    static List<String> fates(Delivery delivery) {
        return delivery.outcomes().stream().map(outcome -> outcome.fate().why().status() + " " + outcome.fate().word()
            + " " + outcome.fate().why().text()).toList();
    }

    static void assertFates(Delivery delivery, String... expected) {
        assertEquals(Arrays.asList(expected), fates(delivery));
    }

    static void assertAlive(Delivery delivery) {
        assertEquals(Delivery.ALIVE, delivery.health());
    }

    static void assertDead(Delivery delivery) {
        assertTrue(delivery.health() instanceof Delivery.Health.Dead, () -> "" + delivery.health());
    }
}
