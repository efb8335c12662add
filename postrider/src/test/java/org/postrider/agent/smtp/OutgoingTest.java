package org.postrider.agent.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.agent.smtp.Bench.assertFates;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;

/// What is changed about a message on its way out, and what is said about it.
class OutgoingTest {
    private static final String HOP = "[10.0.0.1]", A = "10.0.0.1", STORED = "2.0.0 sent 250 2.0.0 stored";
    private final Bench bench = new Bench();

    private void options(Envelope.Options options) {
        var plain = bench.envelope;
        bench.envelope = new Envelope(plain.sender(), plain.arrival(), "", plain.origin(), options, plain.attributes());
    }

    private static Envelope.Options eightBit() {
        return new Envelope.Options(Ret.UNSAID, "", true, false, false);
    }

    private static List<String> message(Peer peer) {
        int data = peer.heard.indexOf("DATA");
        return peer.heard.subList(data + 1, peer.heard.indexOf("."));
    }

    @Test void eightBitTextBecomesQuotedPrintableForServersThatTakeNoOther() {
        options(eightBit());
        bench.content = "Content-Transfer-Encoding: 8bit\nSubject: x\n\ngr\u00fc\u00df = 1\nend \n"
            + "w".repeat(90) + "\n";
        var peer = bench.at(A, "SIZE 1000");
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertEquals(List.of("Subject: x", "Content-Transfer-Encoding: quoted-printable", "", "gr=FC=DF =3D 1",
            "end=20", "w".repeat(73) + "=", "w".repeat(17)), message(peer));
        assertEquals("MAIL FROM:<sender@here.test>", peer.heard.get(1));
        var modern = bench.at(A, "8BITMIME");
        bench.deliver(HOP, "u@far.test");
        assertTrue(message(modern).contains("gr\u00fc\u00df = 1"));
        assertEquals("MAIL FROM:<sender@here.test> BODY=8BITMIME", modern.heard.get(1));
    }

    @Test void partsAreConvertedEachForItself() {
        options(eightBit());
        bench.content = """
            Content-Type: multipart/mixed; boundary=b
            Content-Transfer-Encoding: 8bit

            preamble \u00fc
            --b
            Content-Transfer-Encoding: 8bit

            one \u00fc
            --b
            Content-Type: text/plain

            two =
            --b
            Content-Type: message/rfc822
            Content-Transfer-Encoding: 8bit

            Content-Transfer-Encoding: binary

            three \u00fc
            --b--
            over =
            """;
        var peer = bench.at(A);
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertEquals("""
            Content-Type: multipart/mixed; boundary=b
            Content-Transfer-Encoding: 7bit

            preamble \u00fc
            --b
            Content-Transfer-Encoding: quoted-printable

            one =FC
            --b
            Content-Type: text/plain

            two =
            --b
            Content-Type: message/rfc822
            Content-Transfer-Encoding: 7bit

            Content-Transfer-Encoding: quoted-printable

            three =FC
            --b--
            over =
            """, String.join("\n", message(peer)) + "\n");
    }

    @Test void genericMapsChangeEnvelopeAndHeaders() {
        bench.set("smtp_generic_maps", "inline:{{me@here.local=me@example.com},{@there.local=@example.org}}");
        bench.envelope = Envelope.of(new Address("me@here.local"), bench.patience.now());
        bench.content = "From: Me <me@here.local>\nTo: you@far.test,\n other@far.test\nX-From: me@here.local\n\n"
            + "me@here.local\n";
        var peer = bench.at(A);
        bench.deliver(HOP, "you@there.local");
        assertEquals("MAIL FROM:<me@example.com>", peer.heard.get(1));
        assertEquals("RCPT TO:<you@example.org>", peer.heard.get(2));
        assertEquals(List.of("From: Me <me@example.com>", "To: you@far.test,", " other@far.test",
            "X-From: me@here.local", "", "me@here.local"), message(peer));
        assertTrue(bench.log.getLast().contains("to=<you@there.local>"), bench.log::toString);
    }

    @Test void aGenericMapThatCannotTellDefersTheMail() {
        bench.set("smtp_generic_maps", "fail:down");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.3.0 deferred smtp_generic_maps map lookup problem for sender@here.test");
    }

    @Test void checksChangeHeadersAndLines() {
        bench.set("smtp_header_checks", "regexp:{{/^Secret: x$$/ IGNORE}, {/^Subject: x$$/ REPLACE Subject: y}, "
            + "{/^X: 1$$/ PREPEND Y: 2}, {/^W: 1$$/ WARN look}, {/^Z: 1$$/ STRIP gone}, "
            + "{/^Bad: 1$$/ REPLACE no header}}",
            "smtp_body_checks", "regexp:{{/^drop me$$/ IGNORE}, {/^old$$/ REPLACE new}}");
        bench.content = "Secret: x\nSubject: x\nX: 1\nW: 1\nZ: 1\nBad: 1\n\ndrop me\nold\nkept\n";
        var peer = bench.at(A);
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertEquals(List.of("Subject: y", "Y: 2", "X: 1", "W: 1", "Bad: 1", "", "new", "kept"), message(peer));
        assertTrue(bench.log.contains("4ABC: replace: header Subject: x: Subject: y"), bench.log::toString);
        assertTrue(bench.log.contains("4ABC: warning: header W: 1: look"), bench.log::toString);
        assertTrue(bench.log.contains("4ABC: strip: header Z: 1: gone"), bench.log::toString);
        assertTrue(bench.log.contains("warning: bad REPLACE header text \"no header\" in smtp_header_checks map"
            + " -- need \"headername: headervalue\""), bench.log::toString);
    }

    @Test void aCheckThatCannotTellNeverEndsTheMessage() {
        bench.set("smtp_header_checks", "fail:down");
        var peer = bench.at(A);
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.3.0 deferred local data error while talking to 10.0.0.1[10.0.0.1]");
        assertFalse(peer.heard.contains("."));
        assertFalse(peer.heard.contains("QUIT"));
        assertTrue(peer.closed);
    }

    @Test void longLinesGoOnInTheNextOne() {
        bench.set("smtp_line_length_limit", "10").content = "A: b\n\n" + "x".repeat(12) + "\n";
        var peer = bench.at(A);
        bench.deliver(HOP, "u@far.test");
        assertEquals(List.of("A: b", "", "x".repeat(10), " xx"), message(peer));
        assertTrue(bench.log.contains("4ABC: breaking line > 10 bytes with <CR><LF>SPACE"));
    }

    @Test void wishesForNotificationGoToServersThatKnowOfThem() {
        options(new Envelope.Options(Ret.HDRS, "a+b", false, false, false));
        var peer = bench.at(A, "DSN");
        var delivery = bench.deliver(HOP, List.of(new Recipient(0, new Address("u@far.test"),
            new Address("o o@far.test"), "", Set.of(Notify.SUCCESS, Notify.DELAY))));
        assertEquals("MAIL FROM:<sender@here.test> ENVID=a+2Bb RET=HDRS", peer.heard.get(1));
        assertEquals("RCPT TO:<u@far.test> ORCPT=rfc822;\"o+20o\"@far.test NOTIFY=SUCCESS,DELAY", peer.heard.get(2));
        assertTrue(delivery.outcomes().getFirst().fate() instanceof Fate.PassedOn);
    }

    @Test void mailInUtf8IsForServersThatTakeIt() {
        options(new Envelope.Options(Ret.UNSAID, "", true, true, false));
        bench.dns.mx("far.test", 10, "a.test").mx("far.test", 20, "b.test").host("a.test", A)
            .host("b.test", "10.0.0.2");
        bench.at(A, "8BITMIME");
        var second = bench.at("10.0.0.2", "SMTPUTF8");
        assertFates(bench.deliver("far.test", "\u00c3\u00bc@far.test"), STORED);
        assertEquals("MAIL FROM:<sender@here.test> BODY=8BITMIME SMTPUTF8", second.heard.get(1));
        bench.at(A);
        assertFates(bench.deliver(HOP, "\u00c3\u00bc@far.test"), "5.6.7 bounced message requires SMTPUTF8, but no"
            + " server was found that supports SMTPUTF8. The last attempted server was 10.0.0.1[10.0.0.1]");
        bench.at(A);
        assertFates(bench.deliver(HOP, "plain@far.test"), STORED);
    }

    @Test void filtersAreToldWhereMailCameFrom() {
        bench.set("smtp_send_xforward_command", "yes");
        var plain = bench.envelope;
        bench.envelope = new Envelope(plain.sender(), plain.arrival(), "", new Origin("unknown", "192.0.2.9", "4711",
            "h i", "ESMTP", "", "", "", ""), plain.options(), plain.attributes());
        var peer = bench.at(A, "XFORWARD NAME ADDR PROTO HELO IDENT SOURCE");
        bench.deliver(HOP, "u@far.test");
        assertEquals(List.of("XFORWARD ADDR=192.0.2.9",
            "XFORWARD PROTO=ESMTP HELO=h+20i IDENT=4ABC SOURCE=LOCAL"), peer.heard.subList(1, 3));
        var other = bench.at(A);
        bench.deliver(HOP, "u@far.test");
        assertFalse(other.heard.stream().anyMatch(line -> line.startsWith("XFORWARD")));
    }

    @Test void flagsPutHeadersInFront() {
        bench.operands = List.of("flags=DORX");
        var peer = bench.at(A);
        var delivery = bench.deliver(HOP, "u@far.test");
        assertEquals(List.of("Return-Path: <sender@here.test>", "X-Original-To: u@far.test", "Delivered-To: u@far.test",
            "Subject: x"), message(peer).subList(0, 4));
        assertTrue(delivery.outcomes().getFirst().fate() instanceof Fate.Delivered);
        bench.content = "Delivered-To: U@Far.test\n\nx\n";
        assertFates(bench.deliver(HOP, "u@far.test"), "5.4.6 bounced mail forwarding loop for u@far.test");
    }

    @Test void repliesAndResultsAreFiltered() {
        bench.set("smtp_reply_filter", "regexp:{{/^550 5.1.1 no/ 450 4.1.1 not yet}}", "smtp_delivery_status_filter",
            "regexp:{{/^2.0.0 250/ 2.1.0 fine}}");
        bench.at(A).on("RCPT TO:<bad@", "550 5.1.1 no");
        assertFates(bench.deliver(HOP, "u@far.test", "bad@far.test"), "2.1.0 sent fine",
            "4.1.1 deferred host 10.0.0.1[10.0.0.1] said: 450 4.1.1 not yet (in reply to RCPT TO command)");
        assertTrue(bench.log.contains(
            "10.0.0.1[10.0.0.1]:25: replacing server reply \"550 5.1.1 no\" with \"450 4.1.1 not yet\""));
    }

    @Test void aReplyFilterThatCannotTellDefersTheMail() {
        bench.set("smtp_reply_filter", "fail:down").at(A);
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.3.0 deferred local data error while talking to 10.0.0.1[10.0.0.1]");
    }

    @Test void starsInTheGreetingAreAFirewall() {
        var peer = bench.at(A).on("greeting", "220 **0*2****");
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertEquals("HELO mx.our.test", peer.heard.getFirst());
        assertTrue(bench.log.contains("4ABC: enabling PIX workarounds: disable_esmtp for 10.0.0.1[10.0.0.1]:25"));
    }

    @Test void keywordsMayBeDiscarded() {
        bench.set("smtp_discard_ehlo_keywords", "dsn, pipelining");
        var peer = bench.at(A, "DSN", "PIPELINING");
        bench.deliver(HOP, "u@far.test");
        assertEquals("RCPT TO:<u@far.test>", peer.heard.get(2));
        assertTrue(bench.log.contains("discarding EHLO keywords: PIPELINING, DSN"), bench.log::toString);
    }

    @Test void whoAsksToHearOfSuccessIsToldWhoTookTheMail() {
        bench.at(A);
        var delivery = bench.deliver(HOP, List.of(new Recipient(0, new Address("u@far.test"),
            new Address("u@far.test"), "", Set.of(Notify.SUCCESS))));
        assertFates(delivery, "2.0.0 sent delivery via 10.0.0.1[10.0.0.1]:25: 250 2.0.0 stored");
        assertTrue(bench.log.getLast().endsWith("status=sent (250 2.0.0 stored)"), bench.log::toString);
    }
}
