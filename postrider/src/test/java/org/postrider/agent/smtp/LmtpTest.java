package org.postrider.agent.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.agent.smtp.Bench.assertFates;

import org.junit.jupiter.api.Test;

/// LMTP differs in who is greeted how, and in a reply for each recipient.
class LmtpTest {
    private final Bench bench = Bench.lmtp();

    @Test void eachRecipientHasItsOwnAnswer() {
        var peer = bench.at("10.0.0.1", "PIPELINING").lmtp().on("RCPT TO:<gone@", "550 5.1.1 gone")
            .on(". 2", "452 4.2.2 full").on(". 3", "550 5.7.1 spam");
        assertFates(bench.deliver("inet:10.0.0.1:2400", "a@x.test", "gone@x.test", "b@x.test", "c@x.test"),
            "2.0.0 sent 250 2.0.0 stored",
            "5.1.1 bounced host 10.0.0.1[10.0.0.1] said: 550 5.1.1 gone (in reply to RCPT TO command)",
            "4.2.2 deferred host 10.0.0.1[10.0.0.1] said: 452 4.2.2 full (in reply to end of DATA command)",
            "5.7.1 bounced host 10.0.0.1[10.0.0.1] said: 550 5.7.1 spam (in reply to end of DATA command)");
        assertEquals("LHLO mx.our.test", peer.heard.getFirst());
        assertTrue(bench.log.getLast().contains("relay=10.0.0.1[10.0.0.1]:2400, "), bench.log::toString);
        assertTrue(bench.log.getLast().contains("tls=none, "), bench.log::toString);
    }

    @Test void whoGotAnAnswerBeforeTheConnectionWasLostIsDone() {
        bench.at("10.0.0.1").lmtp().on(". 2", Peer.HANG_UP);
        String lost = "4.4.2 deferred lost connection with 10.0.0.1[10.0.0.1] while sending end of data"
            + " -- message may be sent more than once";
        assertFates(bench.deliver("10.0.0.1", "a@x.test", "b@x.test", "c@x.test"), "2.0.0 sent 250 2.0.0 stored",
            lost, lost);
    }

    @Test void aSocketIsKnownByOurNameAndItsPath() {
        bench.at("private/dovecot").lmtp();
        assertFates(bench.deliver("unix:private/dovecot", "a@x.test"), "2.0.0 sent 250 2.0.0 stored");
        assertTrue(bench.log.getLast().contains("relay=mx.our.test[private/dovecot], "), bench.log::toString);
    }

    @Test void aServerWithoutLhloIsNotGreetedOtherwise() {
        bench.at("10.0.0.1").on("LHLO", "500 5.5.1 what?");
        assertFates(bench.deliver("10.0.0.1", "a@x.test"),
            "5.5.1 bounced host 10.0.0.1[10.0.0.1] refused to talk to me: 500 5.5.1 what?");
    }
}
