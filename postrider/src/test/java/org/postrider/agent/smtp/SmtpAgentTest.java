package org.postrider.agent.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.agent.smtp.Bench.assertAlive;
import static org.postrider.agent.smtp.Bench.assertDead;
import static org.postrider.agent.smtp.Bench.assertFates;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.delivery.DeliveryRequest.Purpose;

/// Everything that a server can do to a delivery.
class SmtpAgentTest {
    private static final String HOP = "[10.0.0.1]", A = "10.0.0.1", B = "10.0.0.2";
    private static final String STORED = "2.0.0 sent 250 2.0.0 stored";

    private final Bench bench = new Bench();

    private Bench twoServers() {
        bench.dns.mx("far.test", 10, "a.far.test").mx("far.test", 20, "b.far.test").host("a.far.test", A)
            .host("b.far.test", B);
        return bench;
    }

    @Test void aMessageIsTakenAndTheLogSaysByWhom() {
        var peer = bench.at(A);
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertEquals(List.of("EHLO mx.our.test", "MAIL FROM:<sender@here.test>", "RCPT TO:<u@far.test>", "DATA",
            "Subject: x", "", "body", "..dot", ".", "QUIT"), peer.heard);
        assertTrue(bench.log.getLast().startsWith("4ABC: to=<u@far.test>, relay=10.0.0.1[10.0.0.1]:25, delay="),
            bench.log::toString);
        assertTrue(bench.log.getLast().endsWith(", tls=may:none, dsn=2.0.0, status=sent (250 2.0.0 stored)"),
            bench.log::toString);
        assertTrue(peer.closed);
    }

    @Test void pipelinedCommandsLeaveWithOneWrite() {
        var peer = bench.at(A, "PIPELINING");
        bench.deliver(HOP, "u@far.test", "v@far.test");
        assertEquals(4, peer.writes);   // EHLO; MAIL, RCPT, RCPT, DATA; the message; QUIT
    }

    @ParameterizedTest @CsvSource({"PIPELINING", "SIZE 100000"})
    void oneRefusedRecipientDoesNotKeepTheOthersFromTheirMail(String keyword) {
        bench.at(A, keyword).on("RCPT TO:<bad@", "550-5.1.1 no such\n550 5.1.1 user")
            .on("RCPT TO:<busy@", "450 4.2.1 later");
        var delivery = bench.deliver(HOP, "u@far.test", "bad@far.test", "busy@far.test", "v@far.test");
        assertFates(delivery, STORED,
            "5.1.1 bounced host 10.0.0.1[10.0.0.1] said: 550-5.1.1 no such 550 5.1.1 user"
                + " (in reply to RCPT TO command)",
            "4.2.1 deferred host 10.0.0.1[10.0.0.1] said: 450 4.2.1 later (in reply to RCPT TO command)", STORED);
        assertAlive(delivery);
        assertEquals("10.0.0.1", delivery.outcomes().get(1).fate().why().mta());
    }

    @Test void whoIsPutOffByOneServerIsTriedAtTheNext() {
        twoServers().at(A).on("RCPT TO:<busy@", "450 4.2.1 later");
        var second = bench.at(B);
        assertFates(bench.deliver("far.test", "u@far.test", "busy@far.test"), STORED, STORED);
        assertTrue(second.heard.contains("RCPT TO:<busy@far.test>"));
        assertFalse(second.heard.contains("RCPT TO:<u@far.test>"));
        assertTrue(bench.log.contains(
            "4ABC: host a.far.test[10.0.0.1] said: 450 4.2.1 later (in reply to RCPT TO command)"));
    }

    @Test void withNobodyLeftTheServerIsPutBackWithoutData() {
        var peer = bench.at(A).on("RCPT", "550 5.1.1 no");
        bench.deliver(HOP, "u@far.test");
        assertEquals(List.of("RCPT TO:<u@far.test>", "RSET", "QUIT"), peer.heard.subList(2, 5));
    }

    @Test void pipelinedDataWithNobodyLeftEndsWithALoneDot() {
        var peer = bench.at(A, "PIPELINING").on("RCPT", "550 5.1.1 no");
        bench.deliver(HOP, "u@far.test");
        assertEquals(List.of("DATA", ".", "QUIT"), peer.heard.subList(3, 6));
    }

    @Test void aRefusedSenderEndsItForAllAndIsSaidOnce() {
        bench.at(A, "PIPELINING").on("MAIL", "553 5.1.8 who are you").on("RCPT", "503 5.5.1 need MAIL")
            .on("DATA", "503 5.5.1 need RCPT");
        var delivery = bench.deliver(HOP, "u@far.test", "v@far.test");
        String text = "5.1.8 bounced host 10.0.0.1[10.0.0.1] said: 553 5.1.8 who are you"
            + " (in reply to MAIL FROM command)";
        assertFates(delivery, text, text);
        assertAlive(delivery);
    }

    @Test void refusedDataAndRefusedContentConcernAllAcceptedRecipients() {
        bench.at(A).on("DATA", "451 4.3.0 not now");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.3.0 deferred host 10.0.0.1[10.0.0.1] said: 451 4.3.0 not now (in reply to DATA command)");
        bench.at(A).on(".", "554 5.7.1 spam");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "5.7.1 bounced host 10.0.0.1[10.0.0.1] said: 554 5.7.1 spam (in reply to end of DATA command)");
    }

    @Test void aReplyThatIsNoneToWhatWasSaidIsAFailure() {
        bench.at(A).on("DATA", "250 2.0.0 sure");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "5.5.0 bounced host 10.0.0.1[10.0.0.1] said: 250 2.0.0 sure (in reply to DATA command)");
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "greeting; receiving the initial server greeting", "EHLO; performing the EHLO handshake",
        "MAIL; sending MAIL FROM", "RCPT; sending RCPT TO", "DATA; sending DATA command",
        ".; sending end of data -- message may be sent more than once"})
    void silenceAndGoodbyeAtEveryStageLeaveTheMailInTheQueue(String stage, String text) {
        bench.at(A).on(stage, Peer.HANG_UP);
        var lost = bench.deliver(HOP, "u@far.test");
        assertFates(lost, "4.4.2 deferred lost connection with 10.0.0.1[10.0.0.1] while " + text);
        assertDead(lost);
        bench.at(A).on(stage, Peer.STALL);
        var late = bench.deliver(HOP, "u@far.test");
        assertFates(late, "4.4.2 deferred conversation with 10.0.0.1[10.0.0.1] timed out while " + text);
        assertDead(late);
    }

    @Test void aLostConnectionConcernsOnlyThoseWithoutAnAnswer() {
        bench.at(A, "PIPELINING").on("RCPT TO:<bad@", "550 5.1.1 no").on("RCPT TO:<v@", Peer.HANG_UP);
        assertFates(bench.deliver(HOP, "u@far.test", "bad@far.test", "v@far.test"),
            "4.4.2 deferred lost connection with 10.0.0.1[10.0.0.1] while sending RCPT TO",
            "5.1.1 bounced host 10.0.0.1[10.0.0.1] said: 550 5.1.1 no (in reply to RCPT TO command)",
            "4.4.2 deferred lost connection with 10.0.0.1[10.0.0.1] while sending RCPT TO");
    }

    @Test void aServerThatRefusesToTalkIsPassedOver() {
        twoServers().at(A).on("greeting", "554 5.3.2 no service");
        bench.at(B);
        assertFates(bench.deliver("far.test", "u@far.test"), STORED);
        assertTrue(bench.log.contains("4ABC: host a.far.test[10.0.0.1] refused to talk to me: 554 5.3.2 no service"));
    }

    @Test void theLastServerThatRefusesToTalkIsDeadUntilFurther() {
        bench.at(A).on("greeting", "554 5.3.2 no service");
        var delivery = bench.deliver(HOP, "u@far.test");
        assertFates(delivery, "4.3.2 deferred host 10.0.0.1[10.0.0.1] refused to talk to me: 554 5.3.2 no service");
        assertDead(delivery);
        assertTrue(bench.log.getLast().contains("tls=may?, "), bench.log::toString);
        var strict = new Bench().set("smtp_skip_5xx_greeting", "no");
        strict.at(A).on("greeting", "554 5.3.2 no service");
        assertFates(strict.deliver(HOP, "u@far.test"),
            "5.3.2 bounced host 10.0.0.1[10.0.0.1] refused to talk to me: 554 5.3.2 no service");
    }

    @Test void aServerWithoutEhloIsGreetedInTheOldWay() {
        var peer = bench.at(A, "PIPELINING").on("EHLO", "502 5.5.1 what?");
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertEquals("HELO mx.our.test", peer.heard.get(1));
        bench.at(A).on("EHLO", "421 4.3.2 closing");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.3.2 deferred host 10.0.0.1[10.0.0.1] refused to talk to me: 421 4.3.2 closing");
    }

    @Test void aServerThatIsOurselvesIsALoop() {
        bench.at(A).on("EHLO", "250 mx.our.test");
        assertFates(bench.deliver(HOP, "u@far.test"), "5.4.6 bounced mail for [10.0.0.1] loops back to myself");
        assertTrue(bench.log.contains(
            "warning: host 10.0.0.1[10.0.0.1]:25 replied to HELO/EHLO with my own hostname mx.our.test"));
    }

    @Test void aMessageThatIsTooLargeIsNotEvenBegun() {
        var peer = bench.at(A, "SIZE 10");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "5.3.4 bounced message size 26 exceeds size limit 10 of server 10.0.0.1[10.0.0.1]");
        assertEquals(1, peer.heard.size());
    }

    @Test void aServerThatNeverStopsTalkingIsLeft() {
        bench.at(A).on("MAIL", "250-x\n".repeat(2000) + Peer.STALL);
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.4.2 deferred lost connection with 10.0.0.1[10.0.0.1] while sending MAIL FROM");
    }

    @Test void aLineWithoutEndIsCut() {
        bench.at(A).on("RCPT", "550 5.1.1 " + "x".repeat(100_000));
        var delivery = bench.deliver(HOP, "u@far.test");
        assertEquals("5.1.1", delivery.outcomes().getFirst().fate().why().status());
        assertTrue(delivery.outcomes().getFirst().fate().why().text().length() < 2200);
    }

    @Test void whatIsNoReplyIsWarnedOf() {
        bench.at(A, "PIPELINING").on("MAIL", "hello there\n250 2.1.0 ok");
        assertFates(bench.deliver(HOP, "u@far.test"), STORED);
        assertTrue(bench.log.contains("warning: 4ABC: non-ESMTP response from 10.0.0.1[10.0.0.1]:25: hello there"),
            bench.log::toString);
    }

    @Test void anAddressNeverBecomesACommand() {
        var peer = bench.at(A);
        bench.deliver(HOP, "u\r\nRSET\r\n@far.test");
        assertFalse(peer.heard.subList(0, 4).contains("RSET"), peer.heard::toString);
    }

    @Test void aRefusedConnectionLeadsToTheNextServer() {
        twoServers().at(B);
        assertFates(bench.deliver("far.test", "u@far.test"), STORED);
        assertEquals(List.of("a.far.test[10.0.0.1]:25", "b.far.test[10.0.0.2]:25"), bench.dialled);
        assertTrue(bench.log.contains("connect to a.far.test[10.0.0.1]:25: Connection refused"));
        var none = bench.deliver("far.test", "u@far.test");
        assertFates(none, "4.4.1 deferred connect to b.far.test[10.0.0.2]:25: Connection refused");
        assertDead(none);
        assertTrue(bench.log.getLast().contains("relay=none, "), bench.log::toString);
        assertTrue(bench.log.getLast().contains("tls=may?, "), bench.log::toString);
    }

    @Test void nothingIsSentInTheClearThatMustNotBe() {
        var peer = bench.set("smtp_tls_security_level", "encrypt").at(A);
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.7.5 deferred TLS is required, but our TLS engine is unavailable");
        assertEquals(List.of("EHLO mx.our.test", "QUIT"), peer.heard);
    }

    @Test void aProbeGoesNoFurtherThanTheRecipient() {
        bench.purpose = Purpose.PROBE;
        var peer = bench.at(A);
        assertFates(bench.deliver(HOP, "u@far.test"), "2.0.0 sent 250 2.0.0 ok");
        assertEquals(List.of("RSET", "QUIT"), peer.heard.subList(3, 5));
    }

    @Test void withSoftBounceTooTheAgentTellsWhatItFound() {
        bench.set("soft_bounce", "yes").at(A).on("RCPT", "550 5.1.1 no");
        assertFates(bench.deliver(HOP, "u@far.test"),
            "5.1.1 bounced host 10.0.0.1[10.0.0.1] said: 550 5.1.1 no (in reply to RCPT TO command)");
    }

    @Test void anUnknownPortIsTriedAgainLater() {
        assertFates(bench.deliver("[10.0.0.1]:nosuch", "u@far.test"), "4.3.5 deferred unknown service: nosuch/tcp");
    }

    @Test void aServerThatRefusesInTheMiddleIsHeard() {
        bench.content = "Subject: x\n\n" + "x\n".repeat(100_000);
        bench.at(A).on("(middle)", "552 5.3.4 too much\n" + Peer.HANG_UP);
        assertFates(bench.deliver(HOP, "u@far.test"),
            "5.3.4 bounced host 10.0.0.1[10.0.0.1] said: 552 5.3.4 too much (in reply to end of DATA command)");
        bench.at(A).on("(middle)", Peer.HANG_UP);
        assertFates(bench.deliver(HOP, "u@far.test"),
            "4.4.2 deferred lost connection with 10.0.0.1[10.0.0.1] while sending message body");
    }
}
