package org.postrider.smtpd.access;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.dns.Resolver;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.net.Watchdog;
import org.postrider.resolve.AddressClasses;
import org.postrider.resolve.SiteRouter;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.table.Tables;
import org.postrider.time.Time;
import org.postrider.verify.AddressVerifier;

/// One RCPT TO: the default restrictions, and the same with a client and a sender table of many entries.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RestrictionsBenchmark {
    @Param({"100000"})
    private int entries;

    private Restrictions plain;
    private Restrictions tables;
    private Facts facts;

    @Setup public void compile() throws IOException {
        var client = new StringBuilder();
        var sender = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            client.append("10.").append(i >> 16).append('.').append(i >> 8 & 255).append('.').append(i & 255)
                .append(" REJECT listed\n");
            sender.append("spam").append(i).append("@domain").append(i % 1000).append(".example REJECT listed\n");
        }
        var folder = Files.createTempDirectory("restrictions");
        var clients = Files.writeString(folder.resolve("client"), client);
        var senders = Files.writeString(folder.resolve("sender"), sender);
        plain = restrictions(Map.of());
        tables = restrictions(Map.of("smtpd_client_restrictions", "check_client_access texthash:" + clients,
            "smtpd_sender_restrictions", "check_sender_access texthash:" + senders));
        facts = facts();
    }

    private static Restrictions restrictions(Map<String, String> more) {
        var main = new java.util.HashMap<>(Map.of("compatibility_level", "3.11", "myhostname", "mx.my.test",
            "mydestination", "my.test", "mynetworks", "192.0.2.0/24", "local_recipient_maps", "inline:{alice=x}"));
        main.putAll(more);
        var settings = Settings.of(main, AccessParams.ALL.stream()
            .collect(Collectors.toMap(org.postrider.config.Param::name, org.postrider.config.Param::fallback)));
        var log = new Log((_, _, _, _) -> { }, "postfix/smtpd", 1);
        var tables = Tables.of(settings, log);
        var classes = new AddressClasses(tables, _ -> false);
        return Restrictions.compile(settings, new Parts(tables, new Parts.Addresses(new TrivialRewriter(settings),
            new SiteRouter(settings, tables, classes, log), classes::local),
            (_, _) -> new Resolver.Answer.NoName("no"), _ -> false, new Connector(new Watchdog(Time.system())),
            _ -> new AddressVerifier.Answer(AddressVerifier.Status.OK, ""), Time.system(), log));
    }

    private static Facts facts() {
        var log = new Log((_, _, _, _) -> { }, "postfix/smtpd", 1);
        var client = new Facts.Client("mail.far.example", NameResult.OK, "mail.far.example", NameResult.OK,
            "203.0.113.77", "1025");
        var session = new Facts.Session("RCPT", "ESMTP", Optional.of("mail.far.example"), Facts.Sasl.NONE,
            Facts.Tls.NONE, false, new Facts.Memory());
        var mail = new Facts.Transaction(Optional.of(new Address("somebody@lists.far.example")),
            Optional.of(new Address("alice@my.test")), 0, 0, "", "", "", false, false, false, false);
        return new Facts(log, client, new Facts.Server("192.0.2.25", "25"), session, mail);
    }

    @Benchmark public Ruling defaults() {
        return plain.check(Stage.RCPT, facts);
    }

    @Benchmark public Ruling twoTables() {
        return tables.check(Stage.RCPT, facts);
    }
}
