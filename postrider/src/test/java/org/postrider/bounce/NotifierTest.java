package org.postrider.bounce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.address.Address;
import org.postrider.bounce.Notifier.Kind;
import org.postrider.cleanup.Cleanup;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.testing.FakeTime;
import org.postrider.testing.MemoryStore;
import org.postrider.text.Latin1;

class NotifierTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final Why REFUSED = new Why("5.1.1",
        "host 127.0.0.2[127.0.0.2] said: 550 5.1.1 no such user here (in reply to RCPT TO command)",
        new Why.Diagnostic("smtp", "550 5.1.1 no such user here"), "127.0.0.2");
    private static final String ORIGINAL = "From: cfalice@example.test\nSubject: short\n folded\n\nthe body\n";

    private static final String RETURNED = """
        Received: by mx.example.test (Postfix)
        	id Q1; Wed, 25 Nov 2026 04:00:00 +0000 (UTC)
        Date: Wed, 25 Nov 2026 04:00:00 +0000 (UTC)
        From: Mail Delivery System <MAILER-DAEMON@mx.example.test>
        Subject: Undelivered Mail Returned to Sender
        To: cfalice@example.test
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="ABC.1795579200/mx.example.test"
        Content-Transfer-Encoding: 8bit
        Message-Id: <20261125040000.Q1@mx.example.test>

        This is a MIME-encapsulated message.

        --ABC.1795579200/mx.example.test
        Content-Description: Notification
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        This is the mail system at host mx.example.test.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        For further assistance, please send mail to postmaster.

        If you do so, please include this problem report. You can
        delete your own text from the attached returned message.

                           The mail system

        <bad@far.test>: host 127.0.0.2[127.0.0.2] said: 550 5.1.1 no such user here (in
            reply to RCPT TO command)

        <worse@far.test> (expanded from <alias>): host 127.0.0.2[127.0.0.2] said: 550
            5.1.1 no such user here (in reply to RCPT TO command)

        --ABC.1795579200/mx.example.test
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.test
        X-Postfix-Queue-ID: ABC
        X-Postfix-Sender: rfc822; cfalice@example.test
        Arrival-Date: Wed, 25 Nov 2026 03:59:00 +0000 (UTC)

        Final-Recipient: rfc822; bad@far.test
        Original-Recipient: rfc822;bad@far.test
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; 127.0.0.2
        Diagnostic-Code: smtp; 550 5.1.1 no such user here

        Final-Recipient: rfc822; worse@far.test
        Original-Recipient: rfc822;alias
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; 127.0.0.2
        Diagnostic-Code: smtp; 550 5.1.1 no such user here

        --ABC.1795579200/mx.example.test
        Content-Description: Undelivered Message
        Content-Type: message/rfc822
        Content-Transfer-Encoding: 8bit

        Return-Path: <cfalice@example.test>
        From: cfalice@example.test
        Subject: short
         folded

        the body

        --ABC.1795579200/mx.example.test--
        """;

    private final MemoryStore store = new MemoryStore();
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> main = new HashMap<>(Map.of("myhostname", "mx.example.test"));

    private Notifier notifier() {
        var settings = Settings.of(main, Map.of("myorigin", "$myhostname", "myhostname", "mx.example.test",
            "compatibility_level", "3.6"));
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/bounce", 1);
        var cleanup = new Cleanup(settings, new org.postrider.cleanup.Parts(store, new TrivialRewriter(settings),
            Tables.of(settings, voice), _ -> new MatchList.Answer.NoMatch(), new FakeTime(NOW),
            new Log((_, _, _, _) -> { }, "postfix/cleanup", 1), _ -> { }, (_, _) -> false));
        return new Notifier(settings, new Notifier.Parts(cleanup, new FakeTime(NOW), voice,
            new Notifier.Waits(Duration.ofHours(4), Duration.ofDays(5))));
    }

    private static QueuedMessage message(String sender, Ret ret, Recipient... recipients) {
        var envelope = new Envelope(new Address(sender), NOW.minusSeconds(60), "", Origin.LOCAL,
            new Envelope.Options(ret, "", false, false, false), Map.of("message_id", "<1@x>"));
        return new QueuedMessage(new QueueId("ABC"), QueueName.ACTIVE, envelope, List.of(recipients), List.of(),
            Content.of(Latin1.bytes(ORIGINAL)));
    }

    private static Recipient to(int index, String address, String original, Notify... notify) {
        return new Recipient(index, new Address(address), new Address(original), "rfc822;" + original,
            Set.of(notify));
    }

    private static Attempt failed(int recipient) {
        return new Attempt(recipient, NOW, new Fate.Bounced(REFUSED));
    }

    private static String text(QueuedMessage message) {
        try (var in = message.content().open()) {
            return Latin1.of(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private QueuedMessage only() {
        assertEquals(1, store.messages().size());
        return store.messages().getFirst();
    }

    @Test void returnedMailIsWordedAsPostfixDoes() {
        var message = message("cfalice@example.test", Ret.UNSAID, to(0, "bad@far.test", "bad@far.test"),
            to(1, "worse@far.test", "alias"));
        assertTrue(notifier().tell(Kind.BOUNCED, message, List.of(failed(0), failed(1))));
        assertEquals(RETURNED, text(only()));
        assertEquals(List.of("ABC: sender non-delivery notification: Q1"), log);
        assertTrue(only().envelope().sender().isNull());
        assertEquals("cfalice@example.test", only().recipients().getFirst().address().text());
    }

    @Test void whoAsksForHeadersGetsHeaders() {
        notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.HDRS, to(0, "bad@far.test", "bad@far.test")),
            List.of(failed(0)));
        String text = text(only());
        assertTrue(text.contains("\nContent-Description: Undelivered Message Headers\n"
            + "Content-Type: text/rfc822-headers\n"));
        assertTrue(text.contains(" folded\n\n--ABC"));
        assertFalse(text.contains("the body"));
    }

    @Test void aLargeMessageReturnsAsItsHeader() {
        main.put("bounce_size_limit", "10");
        notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.FULL, to(0, "bad@far.test", "bad@far.test")),
            List.of(failed(0)));
        assertFalse(text(only()).contains("the body"));
    }

    @Test void aDelayIsToldWithTheTimeItIsRetried() {
        var why = Why.of("4.4.1", "connect to far.test: Connection timed out");
        notifier().tell(Kind.DELAYED, message("a@b.test", Ret.FULL, to(0, "u@far.test", "u@far.test")),
            List.of(new Attempt(0, NOW, new Fate.Deferred(why))));
        String text = text(only());
        assertTrue(text.contains("Your message could not be delivered for more than 4 hour(s).\n"
            + "It will be retried until it is 5 day(s) old.\n"));
        assertTrue(text.contains("Action: delayed\nStatus: 4.4.1\n"
            + "Diagnostic-Code: X-Postfix; connect to far.test: Connection timed out\n"
            + "Will-Retry-Until: Mon, 30 Nov 2026 03:59:00 +0000 (UTC)\n"));
        assertEquals(List.of("ABC: sender delay notification: Q1"), log);
    }

    @Test void aSuccessIsToldWhenAskedFor() {
        notifier().tell(Kind.DELIVERED, message("a@b.test", Ret.FULL, to(0, "u@far.test", "u@far.test",
            Notify.SUCCESS)), List.of(new Attempt(0, NOW, new Fate.Relayed(Why.of("2.0.0", "250 ok")))));
        String text = text(only());
        assertTrue(text.contains("\nSubject: Successful Mail Delivery Report\n"));
        assertTrue(text.contains("\nAction: relayed\n"));
        assertTrue(text.contains("\nContent-Description: Message Headers\n"));
        assertEquals(List.of("ABC: sender delivery status notification: Q1"), log);
    }

    @Test void whoWantsNoNoticeGetsNone() {
        assertTrue(notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.UNSAID,
            to(0, "x@y.test", "x@y.test", Notify.NEVER), to(1, "z@y.test", "z@y.test", Notify.DELAY)),
            List.of(failed(0), failed(1))));
        assertTrue(store.messages().isEmpty());
        assertTrue(log.isEmpty());
    }

    @Test void thePostmasterGetsCopiesWhenHeWants() {
        main.put("notify_classes", "bounce, 2bounce");
        notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.UNSAID, to(0, "x@y.test", "x@y.test")),
            List.of(failed(0)));
        assertEquals(List.of("ABC: sender non-delivery notification: Q1",
            "ABC: postmaster non-delivery notification: Q2"), log);
        var copy = store.messages().getLast();
        assertEquals("double-bounce@mx.example.test", copy.envelope().sender().text());
        assertTrue(text(copy).contains("\nSubject: Postmaster Copy: Undelivered Mail\n"
            + "To: postmaster@mx.example.test\nAuto-Submitted: auto-generated\n"));
        assertTrue(text(copy).contains("Content-Transfer-Encoding: 8bit\n\n\n<x@y.test>: host"));
    }

    @Test void anUndeliverableNoticeEndsAtThePostmaster() {
        notifier().tell(Kind.BOUNCED, message("", Ret.UNSAID, to(0, "x@y.test", "x@y.test")), List.of(failed(0)));
        assertTrue(store.messages().isEmpty());
        main.put("notify_classes", "2bounce");
        notifier().tell(Kind.BOUNCED, message("", Ret.UNSAID, to(0, "x@y.test", "x@y.test", Notify.NEVER)),
            List.of(failed(0)));
        assertTrue(text(only()).contains("X-Postfix-Sender: rfc822; MAILER-DAEMON@mx.example.test\n"));
        assertTrue(text(only()).contains("\nReturn-Path: <MAILER-DAEMON@mx.example.test>\n"));
        assertEquals("postmaster@mx.example.test", only().recipients().getFirst().address().text());
    }

    @Test void noticesToThePostmasterNeverComeBack() {
        assertTrue(notifier().tell(Kind.BOUNCED, message("double-bounce@mx.example.test", Ret.UNSAID,
            to(0, "x@y.test", "x@y.test")), List.of(failed(0))));
        assertTrue(store.messages().isEmpty());
        assertEquals(List.of("warning: ABC: undeliverable postmaster notification discarded"), log);
    }

    @Test void aQueueThatTakesNothingIsTriedAgain() {
        store.refusePublish(true);
        assertFalse(notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.UNSAID, to(0, "x@y.test", "x@y.test")),
            List.of(failed(0))));
        assertEquals("warning: ABC: sender notification failed to a@b.test", log.getLast());
    }

    @Test void anOriginalThatIsGoneDoesNotKeepTheNoticeBack() {
        Content gone = new Content() {
            @Override public long size() {
                return 5;
            }

            @Override public java.io.InputStream open() throws IOException {
                throw new IOException("gone");
            }
        };
        var whole = message("a@b.test", Ret.UNSAID, to(0, "x@y.test", "x@y.test"));
        var message = new QueuedMessage(whole.id(), whole.queue(), whole.envelope(), whole.recipients(), List.of(),
            gone);
        assertTrue(notifier().tell(Kind.BOUNCED, message, List.of(failed(0))));
        assertTrue(text(only()).contains("\n\t--- Undelivered message unavailable ---\n\n--ABC"));
    }

    @Test void answersCanBeThreaded() {
        main.put("enable_threaded_bounces", "yes");
        notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.UNSAID, to(0, "x@y.test", "x@y.test")),
            List.of(failed(0)));
        assertTrue(text(only()).contains("\nReferences: <1@x>\nIn-Reply-To: <1@x>\n"));
    }

    @Test void textsCanBeReplaced(@TempDir Path folder) throws IOException {
        var file = folder.resolve("bounce.cf");
        Files.writeString(file, """
            # comment
            failure_template = <<EOF
            Charset: us-ascii
            From: Post <p@q.test>
            Subject: Sorry

            At $myhostname it took $maximal_queue_lifetime_hours hours.
            EOF
            delay_template = <<EOF
            Charset: us-ascii
            Nonsense: x

            text
            EOF
            other_template = x
            """);
        main.put("bounce_template_file", file.toString());
        notifier().tell(Kind.BOUNCED, message("a@b.test", Ret.UNSAID, to(0, "x@y.test", "x@y.test")),
            List.of(failed(0)));
        String text = text(only());
        assertTrue(text.contains("\nFrom: Post <p@q.test>\nSubject: Sorry\n"));
        assertTrue(text.contains("\n\nAt mx.example.test it took 120 hours.\n\n<x@y.test>: "));
        assertEquals("warning: " + file + ": unknown \"Nonsense\" header label in delay template -- ignoring this "
            + "template", log.getFirst());
        assertEquals("warning: " + file + ", line 16: unknown template name: other_template -- ignoring this template",
            log.get(1));
    }
}
