package org.postrider.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.cleanup.Intake.Source;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.testing.FakeTime;
import org.postrider.testing.MemoryStore;
import org.postrider.text.Latin1;

class CleanupTest {
    private static final String RECEIVED = "Received: by host\n";
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final List<String> log = new ArrayList<>();
    private final List<QueuedMessage> arrived = new ArrayList<>();
    private final List<QueuedMessage> returned = new ArrayList<>();
    private final Map<String, String> main = new HashMap<>(Map.of("myhostname", "mx.example.test",
        "mydomain", "example.test", "append_dot_mydomain", "yes", "smtputf8_enable", "yes"));

    private Cleanup cleanup() {
        var settings = Settings.of(main, Map.of("myorigin", "$myhostname"));
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/cleanup", 1);
        return new Cleanup(settings, new Parts(store, new TrivialRewriter(settings), Tables.of(settings, voice),
            domain -> domain.equals("mx.example.test") ? new MatchList.Answer.Match() : new MatchList.Answer.NoMatch(),
            new FakeTime(NOW), voice, arrived::add, (message, _) -> returned.add(message)));
    }

    private static Envelope from(String sender) {
        return Envelope.of(new Address(sender), NOW);
    }

    private Draft.Verdict submit(Source source, Envelope envelope, String content, String... recipients) {
        try (var draft = cleanup().begin(envelope, source)) {
            for (var recipient : recipients)
                draft.recipient(new Address(recipient), new Address(recipient), "", Set.of());
            byte[] bytes = Latin1.bytes(content);
            draft.content(bytes, 0, bytes.length);
            return draft.commit();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String accepted(String content) {
        assertInstanceOf(Draft.Verdict.Queued.class,
            submit(Source.NETWORK, from("a@b.test"), RECEIVED + content, "c@d.test"));
        return text(arrived.getLast().content()).substring(RECEIVED.length());
    }

    private static String text(Content content) {
        try (var in = content.open()) {
            return Latin1.of(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Draft.Verdict.Failed refused(String content) {
        return assertInstanceOf(Draft.Verdict.Failed.class,
            submit(Source.NETWORK, from("a@b.test"), content, "c@d.test"));
    }

    @Test void whatIsMissingIsAdded() {
        assertEquals("""
            Subject: x
            Message-Id: <20261125040000.Q1@mx.example.test>
            Date: Wed, 25 Nov 2026 04:00:00 +0000 (UTC)
            From: a@b.test

            body
            """, accepted("Subject: x\n\nbody\n"));
        assertEquals(List.of("Q1: message-id=<20261125040000.Q1@mx.example.test>"), log);
    }

    @Test void aCompleteMessageIsNotTouched() {
        String complete = "From: \"A, B\" <a@b.test>,\n  c@d.test\nDate: x\nMessage-ID: <1@x>\nTo: x <y@z.test>\n"
            + "\nbody\n";
        assertEquals(complete, accepted(complete));
        assertEquals(List.of("Q1: message-id=<1@x>"), log);
    }

    @Test void aResentMessageGetsResentHeaders() {
        String text = accepted("Date: x\nFrom: a@b.test\nMessage-Id: <m@x>\nResent-To: x@y.test\n\n");
        assertTrue(text.contains("\nResent-Message-Id: <20261125040000.Q1@mx.example.test>\nResent-Date: Wed, 25"));
        assertTrue(text.contains("\nResent-From: a@b.test\n"));
    }

    @Test void incompleteAddressesInHeadersAreCompleted() {
        String text = accepted("From: joe\nTo: jane@host, \"x y\"@z.test (c)\nDate: x\nMessage-Id: <1@x>\n\n");
        assertEquals("From: joe@mx.example.test\nTo: jane@host.example.test, \"x y\"@z.test (c)\nDate: x\n"
            + "Message-Id: <1@x>\n\n", text);
    }

    @Test void aLongListOfCompletedAddressesIsFolded() {
        String text = accepted("To: " + "somebody@host, ".repeat(5) + "last\nDate: x\nMessage-Id: <1@x>\n\n");
        assertEquals("To: somebody@host.example.test, somebody@host.example.test,\n"
            + "\tsomebody@host.example.test, somebody@host.example.test,\n"
            + "\tsomebody@host.example.test, last@mx.example.test\n", text.substring(0, text.indexOf("Date")));
    }

    @Test void strangersHeadersStayAsTheyAre() {
        var envelope = new Envelope(new Address("a@b.test"), NOW, "", from("").origin(), from("").options(),
            Map.of("rewrite_context", "remote"));
        submit(Source.NETWORK, envelope, RECEIVED + "From: joe\n\nx\n", "c@d.test");
        assertEquals(RECEIVED + "From: joe\n\nx\n", text(arrived.getFirst().content()));
        assertEquals(List.of("Q1: message-id=<>"), log);
    }

    @Test void headersThatNobodyShallSeeAreDropped() {
        String text = accepted("Bcc: s@t.test\nContent-Length: 1\nReturn-Path: <x>\nX-A: 1\nResent-Bcc: q\nDate: d\n"
            + "From: a@b.test\nMessage-Id: <1@x>\nResent-Message-Id: <2@x>\nResent-Date: d\nResent-From: r@s.test\n\n");
        assertEquals("X-A: 1\nDate: d\nFrom: a@b.test\nMessage-Id: <1@x>\nResent-Message-Id: <2@x>\nResent-Date: d\n"
            + "Resent-From: r@s.test\n\n", text);
        main.put("message_drop_headers", "x-secret, Subject");
        String other = accepted("Subject: s\nX-Secret : t\nBcc: a@b.test\nDate: d\n\n");
        assertTrue(other.startsWith("Bcc: a@b.test\nDate: d\nMessage-Id:"), other);
    }

    @Test void theNameOfASubmitterIsQuotedWhereItMust() {
        var envelope = new Envelope(new Address("s@r.test"), NOW, "Full \"Q\" Name", from("").origin(),
            from("").options(), Map.of());
        submit(Source.SUBMITTED, envelope, RECEIVED + "\n", "c@d.test");
        assertTrue(text(arrived.getFirst().content()).contains("\nFrom: \"Full \\\"Q\\\" Name\" <s@r.test>\n"));
    }

    @Test void aNameBeyondAsciiIsEncoded() {
        assertEquals("=?utf-8?Q?J=C3=B6rg?=", FullName.phrase("J\u00c3\u00b6rg", "utf-8"));
        assertEquals("Alice Test", FullName.phrase(" Alice\t Test ", "utf-8"));
        assertEquals("a (b)", FullName.comment("a (b", "utf-8"));
    }

    @Test void mailFromTheNullSenderComesFromMailerDaemon() {
        submit(Source.SUBMITTED, from("MAILER-DAEMON"), RECEIVED + "\n", "c@d.test");
        assertTrue(text(arrived.getFirst().content()).contains("\nFrom: MAILER-DAEMON\n"));
        assertTrue(arrived.getFirst().envelope().sender().isNull());
    }

    @Test void recipientsAreCompletedAndComeOnce() {
        submit(Source.NETWORK, from("a@b.test"), RECEIVED + "\n", "joe", "joe", "joe@mx.example.test", "");
        assertEquals(List.of("joe@mx.example.test", "joe@mx.example.test", "MAILER-DAEMON@mx.example.test"),
            arrived.getFirst().recipients().stream().map(Recipient::address).map(Address::text).toList());
        assertEquals("joe", arrived.getFirst().recipients().getFirst().original().text());
        assertEquals("rfc822;joe@mx.example.test", arrived.getFirst().recipients().getFirst().orcpt());
        main.put("enable_original_recipient", "no");
        submit(Source.NETWORK, from("a@b.test"), RECEIVED + "\n", "joe", "JOE@mx.example.test");
        assertEquals(1, arrived.getLast().recipients().size());
    }

    @Test void everybodyReadsAlong() {
        main.put("always_bcc", "archive");
        submit(Source.NETWORK, from("a@b.test"), RECEIVED + "\n", "c@d.test");
        var copy = arrived.getFirst().recipients().getLast();
        assertEquals("archive@mx.example.test", copy.address().text());
        assertEquals(Set.of(Notify.NEVER), copy.notices());
        submit(Source.INTERNAL, from("a@b.test"), RECEIVED + "\n", "c@d.test");
        assertEquals(1, arrived.getLast().recipients().size());
    }

    @Test void tooManyHopsAreALoop() {
        main.put("hopcount_limit", "3");
        assertEquals(Problem.HOPS, refused(RECEIVED.repeat(3) + "\n").problem());
        assertEquals(List.of("warning: Q1: message rejected: hopcount exceeded", "Q1: removed (canceled)"), log);
        assertTrue(store.messages().isEmpty());
    }

    @Test void aMessageBeyondTheLimitIsRefused() {
        main.put("message_size_limit", "1000");
        assertEquals(Problem.SIZE, refused(RECEIVED + "\n" + "x\n".repeat(500)).problem());
        assertEquals("warning: Q1: queue file size limit exceeded", log.get(1));
    }

    @Test void aMessageWithoutRecipientsOrReceivedIsOurOwnMistake() {
        assertEquals(new Draft.Verdict.Failed(Problem.RECIPIENTS, ""),
            submit(Source.NETWORK, from("a@b.test"), RECEIVED + "\nx\n"));
        assertEquals(Problem.BAD, refused("Subject: x\n\n").problem());
    }

    @Test void aFullDiskIsToldAndLeavesNothing() {
        store.room(10);
        assertEquals(Problem.WRITE, refused(RECEIVED + "\nx\n").problem());
        store.room(1000);
        store.refusePublish(true);
        assertEquals(Problem.WRITE, refused(RECEIVED + "\nx\n").problem());
        assertTrue(arrived.isEmpty());
    }

    @Test void refusedLocalMailGoesBack() {
        main.put("hopcount_limit", "2");
        assertInstanceOf(Draft.Verdict.Discarded.class,
            submit(Source.SUBMITTED, from("a@b.test"), RECEIVED + RECEIVED + "\nbody\n", "c@d.test"));
        var message = returned.getFirst();
        assertEquals("too many hops", ((Fate.Bounced) message.history().getFirst().fate()).why().text());
        assertTrue(text(message.content()).endsWith("\n\nbody\n"));
        assertTrue(store.messages().isEmpty());
    }

    @Test void aMessageThatIsNotCommittedIsGone() throws IOException {
        cleanup().begin(from("a@b.test"), Source.NETWORK).close();
        assertTrue(store.messages().isEmpty());
        assertEquals(List.of("Q1: removed (canceled)"), log);
    }

    @Test void strayCarriageReturnsBecomeBlanks() {
        assertTrue(accepted("Subject: a\rb\n\nlong line with \r in it\r\n").endsWith("\n\nlong line with   in it \n"));
        main.put("cleanup_replace_stray_cr_lf", "no");
        assertTrue(accepted("Subject: x\n\na\r\n").endsWith("\n\na\r\n"));
    }

    @Test void charactersCanBeForbiddenOrLeftOut() {
        main.put("message_strip_characters", "\\0\\r");
        main.put("message_reject_characters", "\\7");
        main.put("cleanup_replace_stray_cr_lf", "no");
        assertTrue(accepted("Subject: x\n\na\0b\r\n").endsWith("\n\nab\n"));
        assertEquals(new Draft.Verdict.Failed(Problem.CONTENT, "5.7.1 disallowed character"),
            refused(RECEIVED + "\n\7\n"));
    }

    @Test void anEightBitHeaderMakesEightBitMail() {
        accepted("Content-Transfer-Encoding: 8bit\n\n\u00e4\n");
        assertTrue(arrived.getLast().envelope().options().eightBit());
        accepted("Content-Transfer-Encoding: base64\n\nx\n");
        assertTrue(!arrived.getLast().envelope().options().eightBit());
    }

    @Test void strictnessIsAskedFor() {
        main.put("strict_7bit_headers", "yes");
        assertEquals(new Draft.Verdict.Failed(Problem.CONTENT, "5.6.0 improper use of 8-bit data in message header"),
            refused(RECEIVED + "Subject: \u00e4\n\n"));
        assertEquals("Q1: reject: mime-error improper use of 8-bit data in message header: Subject: ? from unknown;"
            + " from=<a@b.test> to=<c@d.test>", log.getFirst());
    }

    @Test void theEndOfTheHeaderCanBeWatched() {
        main.put("non_empty_end_of_header_action", "add_header");
        assertTrue(accepted("Subject: x\nno header\n")
            .endsWith("\nMIME-Error: message header was not terminated by empty line\n\nno header\n"));
        main.put("non_empty_end_of_header_action", "reject");
        assertEquals("5.6.0 primary header was terminated with non-empty line",
            refused(RECEIVED + "no header\n").text());
    }

    @Test void hiddenRecipientsCanBeToldOf() {
        main.put("undisclosed_recipients_header", "To: undisclosed-recipients:;");
        assertTrue(accepted("Subject: x\n\n").contains("\nTo: undisclosed-recipients:;\n\n"));
        assertTrue(!accepted("Cc: a@b.test\n\n").contains("undisclosed"));
    }
}
