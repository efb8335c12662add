package org.postrider.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.smtpd.Server.FRIEND;
import static org.postrider.smtpd.Server.STRANGER;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.status.Notify;

class SessionTest {
    private static final String[] BEGIN = {"EHLO c.test", "MAIL FROM:<a@c.test>", "RCPT TO:<alice@my.test>", "DATA"};

    private static String[] after(String... more) {
        var all = new String[BEGIN.length + more.length];
        System.arraycopy(BEGIN, 0, all, 0, BEGIN.length);
        System.arraycopy(more, 0, all, BEGIN.length, more.length);
        return all;
    }

    @Test void aMessageIsQueuedAndTheLogTellsOfIt() {
        var server = new Server();
        assertEquals(List.of(220, 250, 250, 250, 354, 250, 221),
            server.codes(STRANGER, after("Subject: x\r\n\r\n..dot\r\n.", "QUIT")));
        assertEquals("""
            Received: from c.test (unknown [192.0.2.9])
            	by mx.my.test (Postfix) with ESMTP id Q1
            	for <alice@my.test>; Fri, 02 Jan 2026 03:04:05 +0000 (UTC)
            Subject: x

            .dot
            """, server.content(0));
        assertEquals(List.of("connect from unknown[192.0.2.9]", "Q1: client=unknown[192.0.2.9]", "Q1: message-id=<>",
            "disconnect from unknown[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5"), server.log);
    }

    @ParameterizedTest @ValueSource(strings = {"x@far.test", "x%far.test@my.test", "far.test!x@my.test",
        "\"x@far.test\"@my.test", "@my.test:x@far.test", "\"x%far.test\"@relay.test", "x@far.test@my.test",
        "x@[10.0.0.1]", "x%far.test@[192.0.2.25]", "x%far.test", "far.test!x", "<x@far.test>", "x@relay.test.far.test"})
    void aStrangerCannotRelay(String recipient) {
        var server = new Server();
        var codes = server.codes(STRANGER, "EHLO c.test", "MAIL FROM:<a@my.test>", "RCPT TO:<" + recipient + ">",
            "DATA", "QUIT");
        assertTrue(codes.get(3) >= 400, recipient + ": " + codes);
        assertEquals(554, codes.get(4));
        assertTrue(server.queued.isEmpty());
    }

    @Test void aFriendMayRelayAndAStrangerMaySendToUsAndOurs() {
        assertEquals(250, new Server().codes(FRIEND, "EHLO c", "MAIL FROM:<>", "RCPT TO:<x@far.test>").get(3));
        assertEquals(250, new Server().codes(STRANGER, "EHLO c", "MAIL FROM:<>", "RCPT TO:<x@relay.test>").get(3));
    }

    @Test void anUnknownUserIsRefusedAtOnce() {
        var server = new Server();
        assertTrue(server.talk(STRANGER, "EHLO c", "MAIL FROM:<>", "RCPT TO:<nobody@my.test>").endsWith(
            "550 5.1.1 <nobody@my.test>: Recipient address rejected: User unknown in local recipient table\r\n"));
    }

    @Test void commandsAtTheWrongTimeAreRefused() {
        assertEquals(List.of(220, 503, 503, 250, 503, 503, 250, 503, 554, 250, 221), new Server().codes(STRANGER,
            "RCPT TO:<alice@my.test>", "DATA", "EHLO c", "RCPT TO:<alice@my.test>", "DATA", "MAIL FROM:<>",
            "MAIL FROM:<>", "DATA", "RSET", "QUIT"));
    }

    @Test void aLostClientLeavesNothingBehind() {
        var server = new Server();
        server.talk(STRANGER, after("Subject: unfinished"));
        assertTrue(server.queued.isEmpty());
        assertEquals("Q1: lost connection after DATA (21 bytes) from unknown[192.0.2.9]", server.log.get(2));
        assertTrue(server.log.getLast().endsWith("data=0/1 commands=3/4"), server.log::toString);
    }

    // ---- where the message ends: one message where RFC 5321 sees one

    @ParameterizedTest @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n",
        "\n\0.\r\n", "\r\n.\0\r\n", "\r\n\0.\r\n", "\r\r\n.\r\r\n", "\n.\r\r\n"})
    void noOddLineEndSmugglesASecondMessage(String end) {
        var server = new Server();
        String smuggled = "MAIL FROM:<evil@c.test>\r\nRCPT TO:<bob@my.test>\r\nDATA\r\nSubject: smuggled\r\n";
        String answers = server.raw(STRANGER, "EHLO c.test\r\n", "MAIL FROM:<a@c.test>\r\n",
            "RCPT TO:<alice@my.test>\r\n", "DATA\r\n", "Subject: x\r\n\r\none" + end + smuggled + "\r\n.\r\n",
            "QUIT\r\n");
        assertEquals(1, server.queued.size(), answers);
        assertTrue(answers.endsWith("queued as Q1\r\n221 2.0.0 Bye\r\n"), answers);
        assertEquals(1, server.queued.getFirst().recipients().size());
    }

    @Test void chunksAreTakenAsTheyAreAndDotsEndNothing() {
        var server = new Server();
        server.raw(STRANGER, "EHLO c.test\r\n", "MAIL FROM:<a@c.test>\r\n",
            "RCPT TO:<alice@my.test>\r\n", "BDAT 14\r\nSubject: x\r\n\r\n",
            "BDAT 9 LAST\r\none\r\n.\r\n\n", "QUIT\r\n");
        assertEquals("one\n.\n\n", server.body(0));
        assertTrue(server.log.getLast().endsWith("bdat=2 quit=1 commands=6"), server.log::toString);
    }

    @Test void aBareNewlineIsRefusedWhenThatIsWanted() {
        var server = new Server("smtpd_forbid_bare_newline", "reject");
        assertEquals(List.of(220, 250, 250, 250, 354, 550, 221),
            server.codes(STRANGER, after("Subject: x\r\n\r\none\ntwo\r\n.", "QUIT")));
        assertTrue(server.log.contains("Q1: reject: END-OF-MESSAGE from unknown[192.0.2.9]: bare <LF> received; "
            + "from=<a@c.test> to=<alice@my.test> proto=ESMTP helo=<c.test>"), server.log::toString);
        assertTrue(server.queued.isEmpty());
    }

    // ---- pipelining

    @Test void commandsMayComeInOnePieceAndAreAnsweredInOrder() {
        var server = new Server();
        assertTrue(server.raw(STRANGER, "EHLO c\r\n", "MAIL FROM:<>\r\nRCPT TO:<x@far.test>\r\n"
            + "RCPT TO:<bob@my.test>\r\nDATA\r\n", "x\r\n.\r\n").endsWith("250 2.1.0 Ok\r\n"
            + "454 4.7.1 <x@far.test>: Relay access denied\r\n250 2.1.5 Ok\r\n"
            + "354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Ok: queued as Q1\r\n"));
    }

    @Test void whoSpeaksOutOfTurnIsCutOff() {
        var server = new Server();
        assertTrue(server.raw(STRANGER, "EHLO c\r\nMAIL FROM:<>\r\n").endsWith(
            "220 mx.my.test ESMTP Postfix\r\n554 5.5.0 Error: SMTP protocol synchronization\r\n"));
        assertEquals("improper command pipelining after EHLO from unknown[192.0.2.9]: MAIL FROM:<>\\r\\n",
            server.log.get(1));
    }

    // ---- limits: below, at, above

    @Test void recipientsBeyondTheLimitAreRefusedAndThenCountAsErrors() {
        var server = new Server("smtpd_recipient_limit", "2", "smtpd_recipient_overshoot_limit", "1");
        assertEquals(List.of(220, 250, 250, 250, 250, 452, 452, 221), server.codes(STRANGER, "EHLO c", "MAIL FROM:<>",
            "RCPT TO:<alice@my.test>", "RCPT TO:<bob@my.test>", "RCPT TO:<alice@my.test>", "RCPT TO:<alice@my.test>",
            "QUIT"));
        assertTrue(server.log.getLast().contains(" rcpt=3/4 "), server.log::toString);
    }

    @Test void aMessageBeyondTheLimitIsReadToItsEndAndRefused() {
        var server = new Server("message_size_limit", "1000");
        String line = "x".repeat(98) + "\r\n";
        assertEquals(List.of(220, 250, 250, 250, 354, 250, 250), server.codes(STRANGER,
            after("\r\n" + line.repeat(5) + ".", "NOOP")));
        assertEquals(List.of(220, 250, 250, 250, 354, 552, 250), server.codes(STRANGER,
            after("\r\n" + line.repeat(10) + ".", "NOOP")));
        assertEquals(1, server.queued.size());
    }

    @Test void anAnnouncedSizeIsComparedWithTheLimit() {
        var server = new Server("message_size_limit", "1000");
        assertEquals(List.of(220, 250, 250, 250, 552, 250), server.codes(STRANGER, "EHLO c", "MAIL FROM:<> SIZE=1000",
            "RSET", "MAIL FROM:<> SIZE=1001", "MAIL FROM:<> SIZE=999"));
    }

    @Test void errorsAreDelayedAndThenEnough() {
        var server = new Server("smtpd_soft_error_limit", "2", "smtpd_hard_error_limit", "4",
            "smtpd_error_sleep_time", "3s");
        long before = server.time.nanos();
        assertTrue(server.talk(STRANGER, "X1", "X2", "X3", "X4", "NOOP").endsWith(
            "421 4.7.0 mx.my.test Error: too many errors\r\n"));
        assertEquals(9, (server.time.nanos() - before) / 1_000_000_000L);
        assertTrue(server.log.contains("NOQUEUE: too many errors after UNKNOWN from unknown[192.0.2.9]"));
    }

    @Test void idleCommandsBecomeErrors() {
        var server = new Server("smtpd_junk_command_limit", "2", "smtpd_hard_error_limit", "2");
        assertEquals(List.of(220, 250, 250, 250, 250, 250, 421),
            server.codes(STRANGER, "NOOP", "NOOP", "NOOP", "NOOP", "NOOP", "NOOP"));
    }

    @Test void anOverlongCommandIsCut() {
        var server = new Server();
        assertEquals(List.of(220, 250, 250), server.codes(STRANGER, "NOOP " + "y".repeat(5000), "NOOP"));
        assertEquals("warning: unknown[192.0.2.9]: request longer than 2048: NOOP yyyyyyyyyyyyyyyyyyyyyyyyy...",
            server.log.get(1));
    }

    @Test void aStressedServerHasLessPatience() {
        var server = new Server();
        server.stressed = true;
        assertEquals(List.of(220, 500, 421), server.codes(STRANGER, "XYZZY", "NOOP"));
    }

    @Test void connectionsAreCountedPerClient() {
        var server = new Server("smtpd_client_connection_rate_limit", "2");
        assertEquals(List.of(220), server.codes(STRANGER));
        assertEquals(List.of(220), server.codes(STRANGER));
        assertEquals(List.of(421), server.codes(STRANGER));
        assertEquals(List.of(220), server.codes(FRIEND));
        server.time.pass(Duration.ofSeconds(61));
        assertEquals(List.of(220), server.codes(STRANGER));
    }

    // ---- who is it

    @Test void aNameCountsOnlyIfItHasTheAddress() {
        var server = new Server();
        server.dns.ptr("9.2.0.192.in-addr.arpa", "liar.test").host("liar.test", "192.0.2.1");
        server.dns.ptr("7.100.51.198.in-addr.arpa", "honest.test").host("honest.test", FRIEND);
        server.talk(STRANGER);
        assertEquals("warning: hostname liar.test does not resolve to address 192.0.2.9", server.log.getFirst());
        assertEquals("connect from unknown[192.0.2.9]", server.log.get(1));
        server.talk(FRIEND);
        assertTrue(server.log.contains("connect from honest.test[198.51.100.7]"));
    }

    @Test void xclientIsForThoseWhoMayUseIt() {
        var server = new Server("smtpd_authorized_xclient_hosts", FRIEND);
        assertTrue(server.talk(STRANGER, "XCLIENT ADDR=" + FRIEND).endsWith(
            "550 5.7.0 Error: insufficient authorization\r\n"));
        assertEquals(List.of(220, 220, 250, 250, 454), server.codes(FRIEND, "XCLIENT ADDR=10.1.1.1 NAME=spike.test",
            "EHLO c", "MAIL FROM:<>", "RCPT TO:<x@far.test>"));
        assertTrue(server.log.contains("NOQUEUE: reject: RCPT from spike.test[10.1.1.1]: 454 4.7.1 <x@far.test>: "
            + "Relay access denied; from=<> to=<x@far.test> proto=ESMTP helo=<c>"));
    }

    @Test void xforwardIsForTheLogOnly() {
        var server = new Server("smtpd_authorized_xforward_hosts", STRANGER);
        assertEquals(List.of(220, 250, 250, 250, 454, 250), server.codes(STRANGER, "EHLO c",
            "XFORWARD NAME=first.test ADDR=" + FRIEND + " IDENT=ABC", "MAIL FROM:<>", "RCPT TO:<x@far.test>",
            "RCPT TO:<alice@my.test>"));
        assertTrue(server.log.contains("Q1: client=unknown[192.0.2.9], orig_queue_id=ABC, "
            + "orig_client=first.test[198.51.100.7]"), server.log::toString);
    }

    @Test void behindAProxyTheClientIsWhoTheProxySaysAndNobodyElse() {
        var server = new Server("smtpd_upstream_proxy_protocol", "haproxy");
        server.raw(FRIEND, "PROXY TCP4 192.0.2.9 192.0.2.25 99 25\r\n", "EHLO c\r\n");
        assertTrue(server.log.contains("connect from unknown[192.0.2.9]"), server.log::toString);
        assertEquals("421 4.3.0 mx.my.test Server local error\r\n", server.raw(FRIEND, "EHLO c\r\n"));
        assertTrue(server.log.contains("connect from unknown[unknown]"));
    }

    // ---- the rest

    @Test void queueFlushIsForDomainsThatHaveIt() {
        var server = new Server();
        assertEquals(List.of(220, 250, 250, 459, 501, 500), server.codes(STRANGER, "EHLO c", "ETRN relay.test",
            "ETRN other.test", "ETRN a..b", "ETRN"));
        assertEquals(List.of("relay.test", "other.test"), server.flushed);
    }

    @Test void aRefusalGetsTheFooter() {
        var server = new Server("smtpd_reject_footer", "\\c. Call $client_address\\nor write");
        assertTrue(server.talk(STRANGER, "XYZZY").endsWith("500-5.5.2 Error: command not recognized. Call 192.0.2.9\r\n"
            + "500 5.5.2 or write\r\n"));
    }

    @Test void softBouncesAreTemporary() {
        assertTrue(new Server("soft_bounce", "yes").talk(STRANGER, "XYZZY").endsWith(
            "400 4.5.2 Error: command not recognized\r\n"));
    }

    @Test void dsnParametersAreKept() {
        var server = new Server();
        server.talk(STRANGER, "EHLO c", "MAIL FROM:<a@c.test> RET=HDRS ENVID=x+2By BODY=8BITMIME SMTPUTF8",
            "RCPT TO:<alice@my.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;o@p.test", "DATA", "Subject: x\r\n\r\n.");
        var mail = server.queued.getFirst();
        assertEquals("x+y", mail.envelope().options().envid());
        assertTrue(mail.envelope().options().eightBit() && mail.envelope().options().smtputf8());
        assertEquals("rfc822;o@p.test", mail.recipients().getFirst().orcpt());
        assertEquals(Set.of(Notify.SUCCESS, Notify.DELAY),
            mail.recipients().getFirst().notices());
        assertTrue(server.content(0).contains(" with UTF8SMTP id "));
    }

    @Test void httpAndMailHeadersEndTheSession() {
        for (String line : List.of("GET / HTTP/1.0", "Subject: hello", "POST /"))
            assertTrue(new Server().talk(STRANGER, line, "NOOP").endsWith(
                "221 2.7.0 Error: I can break rules, too. Goodbye.\r\n"), line);
    }

    @Test void keywordsThatAreDiscardedCannotBeUsed() {
        var server = new Server("smtpd_discard_ehlo_keywords", "chunking, dsn, smtputf8");
        String answers = server.talk(STRANGER, "EHLO c", "MAIL FROM:<> RET=HDRS", "MAIL FROM:<> SMTPUTF8",
            "BDAT 0 LAST", "NOOP");
        assertFalse(answers.contains("CHUNKING"));
        assertTrue(answers.endsWith("501 5.7.1 DSN support is disabled\r\n555 5.5.4 Unsupported option: SMTPUTF8\r\n"
            + "521 5.5.1 Error: command not implemented\r\n"), answers);
    }
}
