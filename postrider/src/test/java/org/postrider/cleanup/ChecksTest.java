package org.postrider.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.cleanup.Draft.Verdict;
import org.postrider.cleanup.Intake.Source;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueuedMessage;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.testing.FakeTime;
import org.postrider.testing.MemoryStore;
import org.postrider.text.Latin1;

/// header_checks(5).
class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final Origin CLIENT = new Origin("c.test", "192.0.2.1", "25", "helo.test", "ESMTP", "", "", "", "");

    private final MemoryStore store = new MemoryStore();
    private final List<String> log = new ArrayList<>();
    private final List<QueuedMessage> arrived = new ArrayList<>();
    private final Map<String, String> main = new HashMap<>(
        Map.of("myhostname", "mx.test", "append_dot_mydomain", "no", "smtputf8_enable", "yes"));

    private Verdict submit(String content, int step) {
        var settings = Settings.of(main, Map.of("myorigin", "$myhostname"));
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/cleanup", 1);
        var cleanup = new Cleanup(settings, new Parts(store, new TrivialRewriter(settings), Tables.of(settings, voice),
            _ -> MatchList.NO_MATCH, new FakeTime(NOW), voice, arrived::add, (_, _) -> true));
        var envelope = new Envelope(new Address("s@x.test"), NOW, "", CLIENT, Envelope.Options.NONE,
            Map.of("rewrite_context", "remote"));
        try (var draft = cleanup.begin(envelope, Source.NETWORK)) {
            draft.recipient(new Address("r@x.test"), new Address("r@x.test"), "", Set.of());
            byte[] bytes = Latin1.bytes("Received: x\n" + content);
            for (int at = 0; at < bytes.length; at += step)
                draft.content(bytes, at, Math.min(step, bytes.length - at));
            return draft.commit();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String accepted(String content, int step) {
        assertEquals(new Verdict.Queued(), submit(content, step));
        try (var in = store.messages().getLast().content().open()) {
            return Latin1.of(in.readAllBytes()).substring("Received: x\n".length());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test void headersAreDroppedReplacedAndPrecededByOthers() {
        main.put("header_checks",
            "pcre:{{/^X-A/ IGNORE}, {/^X-B: (.*)/ REPLACE X-N: <$$1>}, {/^X-C/ PREPEND X-P: p}}");
        assertEquals("X-N: <b>\nX-P: p\nX-C: c\n d\n\nbody\n",
            accepted("X-A: a\n a\nX-B: b\nX-C: c\n d\n\nbody\n", 1000));
        assertEquals("Q1: replace: header X-B: b from c.test[192.0.2.1]; from=<s@x.test> to=<r@x.test> proto=ESMTP"
            + " helo=<helo.test>: X-N: <b>", log.getFirst());
    }

    @ParameterizedTest @CsvSource({"REJECT, CONTENT, 5.7.1 message content rejected", "REJECT no, CONTENT, 5.7.1 no",
        "reject 5.7.9 no, CONTENT, 5.7.9 no", "REJECT 4.7.0 later, DEFER, 4.7.0 later"})
    void aRejectActionRefusesWithItsOwnWords(String action, Problem problem, String text) {
        main.put("header_checks", "pcre:{{/^X-A/ " + action + "}}");
        assertEquals(new Verdict.Failed(problem, text), submit("X-A: a\n\n", 1000));
    }

    @Test void aHeldMessageWaitsInTheHoldQueue() {
        main.put("body_checks", "pcre:{{/hold/ HOLD}}");
        accepted("A: b\n\nhold me\n", 1000);
        assertEquals(QueueName.HOLD, store.messages().getLast().queue());
        assertTrue(arrived.isEmpty());
    }

    @Test void aDiscardedMessageIsTakenAndGone() {
        main.put("header_checks", "pcre:{{/^A/ DISCARD}, {/^B/ REJECT}}");
        assertEquals(new Verdict.Discarded(), submit("A: b\nB: c\n\n", 1000));
        assertTrue(store.messages().isEmpty());
        assertEquals("Q1: removed (discarded)", log.getLast());
    }

    @Test void filterRedirectionAndCopyGoIntoTheEnvelope() {
        main.put("header_checks", "pcre:{{/^A/ FILTER scan:[x]}, {/^B/ BCC c@x.test}, {/^C/ REDIRECT d@x.test}}");
        accepted("A: b\nB: c\nC: d\n\n", 1000);
        var message = arrived.getLast();
        assertEquals("scan:[x]", message.envelope().attribute(Intake.FILTER));
        assertEquals("d@x.test", message.envelope().attribute(Intake.REDIRECT));
        assertEquals("c@x.test", message.recipients().getLast().address().text());
    }

    @ParameterizedTest @CsvSource({"1", "7", "1000"})
    void bodiesAreCheckedLineByLineHoweverTheyCome(int step) {
        main.put("body_checks",
            "pcre:{{/^drop/ IGNORE}, {/^(.*)old(.*)$$/ REPLACE $${1}new$$2}, {/^pre/ PREPEND before}}");
        assertEquals("A: b\n\nsome new line\nbefore\npre\nlast\n",
            accepted("A: b\n\ndrop me\nsome old line\npre\ndrop\nlast\n", step));
    }

    @Test void bodiesAreCheckedUpToTheLimit() {
        main.put("body_checks", "pcre:{{/^x/ IGNORE}}");
        main.put("body_checks_size_limit", "5");
        assertEquals("A: b\n\nabc\nx\n", accepted("A: b\n\nabc\nx\n", 1000));
        main.put("body_checks_size_limit", "6");
        assertEquals("A: b\n\nabc\n", accepted("A: b\n\nabc\nx\n", 1000));
    }

    @Test void aLongLineIsCheckedInPieces() {
        main.put("line_length_limit", "512");
        main.put("body_checks", "pcre:{{/x/ IGNORE}}");
        String piece = "a".repeat(512);
        assertEquals("A: b\n\n" + piece + piece + "\n",
            accepted("A: b\n\n" + piece + "x".repeat(512) + piece + "\n", 100));
    }

    @Test void anActionThatEndsTheChecksEndsThem() {
        main.put("header_checks", "pcre:{{/^A/ PASS}, {/^B/ REJECT}}");
        assertEquals("A: b\nB: c\n\n", accepted("A: b\nB: c\n\n", 1000));
    }

    @Test void aBadActionIsWarnedOfAndDoesNothing() {
        main.put("header_checks", "pcre:{{/^A/ NOSUCH}, {/^B/ PREPEND}, {/^C/ REPLACE bad}}");
        assertEquals("A: b\nB: c\nC: d\n\n", accepted("A: b\nB: c\nC: d\n\n", 1000));
        assertEquals(List.of("warning: unknown command in header_checks map: NOSUCH",
            "warning: PREPEND action without text in header_checks map",
            "warning: bad REPLACE header text \"bad\" in header_checks map -- need \"headername: headervalue\""),
            log.subList(0, 3));
    }

    @Test void aTableThatCannotTellRefusesForNow() {
        main.put("header_checks", "fail:x");
        assertEquals(new Verdict.Failed(Problem.WRITE, ""), submit("A: b\n\n", 1000));
    }
}
