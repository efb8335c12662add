package org.postrider.smtpd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postrider.testing.FakeTime;
import org.postrider.verify.AddressVerifier.Answer;
import org.postrider.verify.AddressVerifier.Status;

class VerificationTest {
    private final FakeTime time = new FakeTime();

    private Bench bench(Status status, String... pairs) {
        var bench = new Bench(time, pairs);
        bench.verified = new Answer(status, "why it is so");
        return bench;
    }

    @Test void goodAddressesPass() {
        assertEquals("ok", bench(Status.OK, "smtpd_recipient_restrictions",
            "reject_unverified_sender, reject_unverified_recipient").rcpt("alice@my.test"));
    }

    @Test void badOnesAreRefusedWithTheReasonOrAnother() {
        assertEquals("550 5.1.7 <s@far.test>: Sender address rejected: undeliverable address: why it is so",
            bench(Status.BOUNCED, "smtpd_sender_restrictions", "reject_unverified_sender",
                "unverified_sender_reject_code", "550").rcpt("alice@my.test"));
        assertEquals("450 4.1.1 <alice@my.test>: Recipient address rejected: unverified address: ours",
            bench(Status.BOUNCED, "smtpd_recipient_restrictions", "reject_unverified_recipient",
                "unverified_recipient_reject_reason", "ours").rcpt("alice@my.test"));
        assertEquals("ok", bench(Status.DEFERRED, "smtpd_recipient_restrictions", "reject_unverified_recipient",
            "unverified_recipient_defer_code", "250").rcpt("alice@my.test"));
    }

    @Test void aProbeThatIsOutIsWaitedForALittle() {
        var before = time.now();
        assertEquals("450 4.1.7 <s@far.test>: Sender address rejected: unverified address: why it is so",
            bench(Status.PENDING, "smtpd_sender_restrictions", "reject_unverified_sender", "address_verify_poll_count",
                "3", "address_verify_poll_delay", "3s").rcpt("alice@my.test"));
        assertEquals(Duration.ofSeconds(6), Duration.between(before, time.now()));
    }

    @Test void theNullSenderIsNotAskedFor() {
        assertEquals("ok", bench(Status.BOUNCED, "smtpd_sender_restrictions", "reject_unverified_sender")
            .rcpt("", "alice@my.test"));
    }
}
