package org.postrider.smtpd.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postrider.address.Address;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.net.Watchdog;
import org.postrider.resolve.AddressClasses;
import org.postrider.resolve.SiteRouter;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.smtpd.access.Ruling.Verdict;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.testing.FakeDns;
import org.postrider.text.Ip;
import org.postrider.time.Time;
import org.postrider.verify.AddressVerifier;

/// A server with restrictions and a client that tries them.
final class Bench {
    static final Facts.Client STRANGER = new Facts.Client("c.far.test", NameResult.OK, "c.far.test", NameResult.OK,
        "192.0.2.9", "1025");
    static final Facts.Client FRIEND = new Facts.Client("f.my.test", NameResult.OK, "f.my.test", NameResult.OK,
        "198.51.100.7", "1025");
    static final Facts.Client NAMELESS = new Facts.Client("unknown", NameResult.PERMANENT, "unknown",
        NameResult.PERMANENT, "192.0.2.66", "1025");

    final List<String> logged = new ArrayList<>();
    final FakeDns dns = new FakeDns();
    final Restrictions restrictions;
    final Facts.Memory memory = new Facts.Memory();
    private final Log log = new Log((_, _, _, text) -> logged.add(text), "postfix/smtpd", 7);
    Facts.Client client = STRANGER;
    Optional<String> helo = Optional.of("c.far.test");
    Facts.Sasl sasl = Facts.Sasl.NONE;
    Facts.Tls tls = Facts.Tls.NONE;
    AddressVerifier.Answer verified = new AddressVerifier.Answer(AddressVerifier.Status.OK, "fine");
    String command = "RCPT";
    int recipients;

    /// @param pairs parameters and their values
    Bench(String... pairs) {
        this(Time.system(), pairs);
    }

    Bench(Time time, String... pairs) {
        var main = new HashMap<>(Map.of("compatibility_level", "3.11", "myhostname", "mx.my.test", "mydomain",
            "my.test", "mynetworks", "198.51.100.0/24", "mydestination", "my.test", "local_recipient_maps",
            "inline:{alice=x,bob=x}", "relay_domains", "relay.test", "mail_version", "3.11"));
        for (int i = 0; i < pairs.length; i += 2) main.put(pairs[i], pairs[i + 1]);
        var defaults = AccessParams.ALL.stream().collect(Collectors.toMap(Param::name, Param::fallback));
        var settings = Settings.of(main, defaults);
        var tables = Tables.of(settings, log);
        var own = Ip.parse("192.0.2.25").orElseThrow();
        var classes = new AddressClasses(tables, own::equals);
        restrictions = Restrictions.compile(settings, new Parts(tables, new Parts.Addresses(
            new TrivialRewriter(settings), new SiteRouter(settings, tables, classes, log),
            domain -> domain.equals("mx.my.test") ? MatchList.MATCH : classes.local(domain)), dns, own::equals,
            new Connector(new Watchdog(Time.system())), _ -> verified, time, log));
        logged.clear();
    }

    Bench from(Facts.Client other) {
        client = other;
        return this;
    }

    Facts facts(Facts.Transaction transaction) {
        return new Facts(log, client, new Facts.Server("192.0.2.25", "25"),
            new Facts.Session(command, "ESMTP", helo, sasl, tls, false, memory), transaction);
    }

    Facts.Transaction mail(String sender, Optional<Address> recipient) {
        return new Facts.Transaction(Optional.of(new Address(sender)), recipient, recipients, 0, "", "", "", false,
            false, false, false);
    }

    Ruling ruling(Stage stage, Facts facts) {
        return restrictions.check(stage, facts);
    }

    /// The reply to a recipient; `ok` when it is taken.
    String rcpt(String sender, String recipient) {
        return shown(ruling(Stage.RCPT, facts(mail(sender, Optional.of(new Address(recipient))))));
    }

    String rcpt(String recipient) {
        return rcpt("s@far.test", recipient);
    }

    String at(Stage stage) {
        return shown(ruling(stage, facts(Facts.Transaction.NONE)));
    }

    static String shown(Ruling ruling) {
        return switch (ruling.verdict()) {
            case Verdict.Pass() -> "ok";
            case Verdict.Refuse(_, var reply) -> reply.toString();
            case Verdict.HangUp() -> "hang up";
        };
    }
}
