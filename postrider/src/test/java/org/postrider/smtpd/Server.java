package org.postrider.smtpd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postrider.anvil.Anvil;
import org.postrider.cleanup.Cleanup;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.dns.HostsFile;
import org.postrider.flush.SiteFlush;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.net.Watchdog;
import org.postrider.net.Wire;
import org.postrider.queue.QueuedMessage;
import org.postrider.resolve.AddressClasses;
import org.postrider.resolve.SiteRouter;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.smtpd.access.AccessParams;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.table.Tables;
import org.postrider.testing.FakeDns;
import org.postrider.testing.FakeTime;
import org.postrider.testing.MemoryStore;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;
import org.postrider.time.Time;
import org.postrider.verify.AddressVerifier;

/// An SMTP server in memory, and clients that follow a script.
final class Server {
    static final String STRANGER = "192.0.2.9";
    static final String FRIEND = "198.51.100.7";

    final List<String> log = new ArrayList<>();
    final List<QueuedMessage> queued = new ArrayList<>();
    final FakeTime time = new FakeTime();
    final FakeDns dns = new FakeDns();
    final List<String> flushed = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(Time.system());
    private final Anvil anvil;
    private final Smtpd smtpd;
    boolean stressed;

    /// @param pairs parameters and their values
    Server(String... pairs) {
        var main = new HashMap<>(Map.of("compatibility_level", "3.11", "myhostname", "mx.my.test", "mydomain",
            "my.test", "mynetworks", "198.51.100.0/24", "mydestination", "my.test", "local_recipient_maps",
            "inline:{alice=x,bob=x}", "relay_domains", "relay.test", "mail_version", "3.11"));
        for (int i = 0; i < pairs.length; i += 2) main.put(pairs[i], pairs[i + 1]);
        var defaults = Stream.of(AccessParams.ALL, SmtpdParams.ALL, SiteParams.ALL).flatMap(List::stream)
            .collect(Collectors.toMap(Param::name, Param::fallback));
        defaults.put("myorigin", "$myhostname");
        var settings = Settings.of(main, defaults);
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/smtpd", 7);
        var tables = Tables.of(settings, voice);
        var own = Ip.parse("192.0.2.25").orElseThrow();
        var classes = new AddressClasses(tables, own::equals);
        var rewriter = new TrivialRewriter(settings);
        var router = new SiteRouter(settings, tables, classes, voice);
        var cleanup = new Cleanup(settings, new org.postrider.cleanup.Parts(new MemoryStore(), rewriter, tables,
            classes::local, time, voice, queued::add, (_, _) -> false));
        anvil = new Anvil(settings, time, voice);
        var access = new org.postrider.smtpd.access.Parts(tables, new org.postrider.smtpd.access.Parts.Addresses(
            rewriter, router, classes::local), dns, own::equals, new Connector(watchdog),
            _ -> new AddressVerifier.Answer(AddressVerifier.Status.OK, ""), time, voice);
        smtpd = new Smtpd(settings, "smtp", new Parts(cleanup, new Parts.Addresses(rewriter, router), tables::with,
            its -> Restrictions.compile(its, access), new PeerNames(dns, new HostsFile(Path.of("/nowhere"))), anvil,
            this::flush, time, voice, new AtomicLong()::incrementAndGet), () -> stressed);
        log.clear();
    }

    private SiteFlush.Status flush(String site) {
        flushed.add(site);
        return site.equals("relay.test") ? SiteFlush.Status.OK : SiteFlush.Status.DENY;
    }

    /// Talks from that address; a piece is what the client sends at once.
    ///
    /// @return all that the server said
    String raw(String from, String... pieces) {
        var script = new Script(pieces);
        try (var wire = wire(script, from)) {
            smtpd.serve(wire);
        }
        return script.answers();
    }

    private Wire wire(Script script, String from) {
        var peer = new InetSocketAddress(Ip.parse(from).orElseThrow().inet(), 1025);
        var local = new InetSocketAddress(Ip.parse("192.0.2.25").orElseThrow().inet(), 25);
        return new Wire(script, new Wire.Ends(Optional.of(local), Optional.of(peer)), watchdog);
    }

    /// Says lines, each after the answer to the one before.
    String talk(String from, String... lines) {
        return raw(from, Arrays.stream(lines).map(line -> line + "\r\n").toArray(String[]::new));
    }

    /// The codes of all replies, the greeting's first.
    List<Integer> codes(String from, String... lines) {
        return talk(from, lines).lines().filter(line -> line.length() < 4 || line.charAt(3) == ' ')
            .map(line -> Integer.parseInt(line.substring(0, 3))).toList();
    }

    String content(int index) {
        try (var in = queued.get(index).content().open()) {
            return Latin1.of(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Without our own Received.
    String body(int index) {
        String text = content(index);
        return text.substring(text.indexOf("\n\n") + 2);
    }
}
