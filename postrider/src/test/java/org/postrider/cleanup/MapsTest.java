package org.postrider.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.cleanup.Draft.Verdict;
import org.postrider.cleanup.Intake.Source;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.status.Notify;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.testing.FakeTime;
import org.postrider.testing.MemoryStore;
import org.postrider.text.Latin1;

/// Addresses on their way through tables.
class MapsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");

    private final List<String> log = new ArrayList<>();
    private final List<QueuedMessage> arrived = new ArrayList<>();
    private final Map<String, String> main = new HashMap<>(Map.of("myhostname", "mx.test", "recipient_delimiter", "+",
        "append_dot_mydomain", "no", "smtputf8_enable", "yes"));

    private Verdict submit(String sender, Set<Notify> notify, String... recipients) {
        var settings = Settings.of(main, Map.of("myorigin", "$myhostname"));
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/cleanup", 1);
        var cleanup = new Cleanup(settings, new Parts(new MemoryStore(), new TrivialRewriter(settings),
            Tables.of(settings, voice), _ -> MatchList.NO_MATCH, new FakeTime(NOW), voice, arrived::add,
            (_, _) -> true));
        try (var draft = cleanup.begin(Envelope.of(new Address(sender), NOW), Source.NETWORK)) {
            for (var one : recipients) draft.recipient(new Address(one), new Address(one), "", notify);
            byte[] bytes = Latin1.bytes("Received: x\nMessage-Id: <m@x>\nDate: d\nFrom: " + sender + "\nTo: r@x\n\n");
            draft.content(bytes, 0, bytes.length);
            return draft.commit();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String delivered(String sender, String... recipients) {
        assertEquals(new Verdict.Queued(), submit(sender, Set.of(), recipients));
        var message = arrived.getLast();
        return message.envelope().sender() + " -> " + message.recipients().stream().map(Recipient::address)
            .map(Address::text).collect(Collectors.joining(" "));
    }

    @Test void specialMapsComeBeforeTheCommonOneAndExtensionsArePassedOn() {
        main.put("sender_canonical_maps", "inline:{s@x.test=s1@x.test}");
        main.put("recipient_canonical_maps", "inline:{s1@x.test=wrong@x.test, r@x.test=r1@x.test}");
        main.put("canonical_maps", "inline:{s1@x.test=s2@x.test, r1@x.test=r2@x.test}");
        assertEquals("s2+e@x.test -> r2+e@x.test", delivered("s+e@x.test", "r+e@x.test"));
    }

    @Test void mapsThatLeadInCirclesAreWarnedOfAndTheMessageIsTaken() {
        main.put("canonical_maps", "inline:{a@x.test=b@x.test, b@x.test=a@x.test}");
        main.put("canonical_classes", "envelope_sender");
        assertEquals("a@x.test -> c@x.test", delivered("a@x.test", "c@x.test"));
        assertEquals("warning: Q1: unreasonable canonical_maps map nesting for a@x.test -- message not accepted, try"
            + " again later", log.getFirst());
    }

    @Test void aTableThatCannotTellMakesTheClientComeAgain() {
        main.put("canonical_maps", "fail:x");
        assertEquals(new Verdict.Failed(Problem.WRITE, ""), submit("a@x.test", Set.of(), "b@x.test"));
    }

    @Test void hostsAreHiddenBelowTheirDomainOnly() {
        main.put("masquerade_domains", "!keep.corp.test corp.test");
        main.put("masquerade_exceptions", "root");
        main.put("masquerade_classes", "envelope_sender");
        assertEquals("u@corp.test -> r@x.test", delivered("u@H.Corp.test", "r@x.test"));
        assertEquals("u@h.keep.corp.test -> r@x.test", delivered("u@h.keep.corp.test", "r@x.test"));
        assertEquals("root@h.corp.test -> r@x.test", delivered("root@h.corp.test", "r@x.test"));
        assertEquals("u@hcorp.test -> r@x.test", delivered("u@hcorp.test", "r@x.test"));
    }

    @Test void anAliasMayNameItselfAndOthers() {
        main.put("virtual_alias_maps", "inline:{{l@x.test=l@x.test, m@x.test}, m@x.test=n@x.test, {@d.test=@e.test}}");
        assertEquals("a@x.test -> l@x.test n@x.test", delivered("a@x.test", "l@x.test"));
        assertEquals("a@x.test -> u+x@e.test", delivered("a@x.test", "u+x@d.test"));
    }

    @Test void aliasesHaveLimits() {
        main.put("virtual_alias_expansion_limit", "2");
        main.put("virtual_alias_recursion_limit", "2");
        main.put("virtual_alias_maps", "inline:{{big@x.test=a@y.test b@y.test c@y.test}, a@x.test=b@x.test,"
            + " b@x.test=c@x.test, c@x.test=d@x.test}");
        var refused = new Verdict.Failed(Problem.DEFER, "4.6.0 Alias expansion error");
        assertEquals(refused, submit("s@x.test", Set.of(), "big@x.test"));
        assertEquals(refused, submit("s@x.test", Set.of(), "a@x.test"));
        assertEquals("s@x.test -> d@x.test", delivered("s@x.test", "c@x.test"));
    }

    @Test void copiesGoToWhomTheTablesName() {
        main.put("always_bcc", "all@x.test");
        main.put("sender_bcc_maps", "inline:{s@x.test=sb@x.test}");
        main.put("recipient_bcc_maps", "inline:{@r.test=rb@x.test}");
        assertEquals("s@x.test -> sb@x.test u@r.test rb@x.test all@x.test", delivered("s@x.test", "u@r.test"));
        assertEquals(Set.of(Notify.NEVER), arrived.getLast().recipients().getFirst().notices());
    }

    @Test void whoWantsToHearOfSuccessHearsOfTheExpansion() {
        main.put("virtual_alias_maps", "inline:{l@x.test=m@x.test}");
        submit("s@x.test", Set.of(Notify.SUCCESS), "l@x.test");
        var message = arrived.getLast();
        assertEquals("[l@x.test, m@x.test]", message.recipients().stream().map(Recipient::address).toList().toString());
        assertEquals(List.of(message.recipients().get(1)), message.open());
        assertEquals(Set.of(Notify.NEVER), message.open().getFirst().notices());
    }
}
