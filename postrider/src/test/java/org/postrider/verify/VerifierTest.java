package org.postrider.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Why;
import org.postrider.testing.FakeTime;
import org.postrider.verify.AddressVerifier.Status;

class VerifierTest {
    private static final Address ASKED = new Address("Someone@far.test");

    private final FakeTime time = new FakeTime();
    private final List<String> probes = new ArrayList<>();
    private boolean full;
    private final Verifier verifier = verifier();

    private Verifier verifier(String... pairs) {
        var main = new java.util.HashMap<>(Map.of("myhostname", "mx.my.test", "myorigin", "my.test",
            "double_bounce_sender", "double-bounce"));
        for (int i = 0; i < pairs.length; i += 2) main.put(pairs[i], pairs[i + 1]);
        Intake intake = (envelope, _) -> {
            if (full) throw new IOException("no space left");
            return new Taken(envelope.sender() + " " + envelope.attribute("trace_flags"));
        };
        return new Verifier(Settings.of(main), new Verifier.Parts(new VerifyCache(), intake, time,
            new Log((_, _, _, _) -> { }, "postfix/verify", 1)));
    }

    private final class Taken implements Draft {
        private final String from;

        Taken(String from) {
            this.from = from;
        }

        @Override public QueueId id() {
            return new QueueId("ABC");
        }

        @Override public void recipient(Address address, Address original, String orcpt, Set<Notify> notify) {
            probes.add(from + " " + original);
        }

        @Override public void attribute(String name, String value) {}

        @Override public void content(byte[] bytes, int offset, int length) {}

        @Override public Verdict commit() {
            return new Verdict.Queued();
        }

        @Override public void close() {}
    }

    private Status ask() {
        return verifier.query(ASKED).status();
    }

    private void found(Fate fate) {
        verifier.probed(ASKED, fate);
    }

    private static Fate bad() {
        return new Fate.Bounced(Why.of("5.1.1", "no such user"));
    }

    private static Fate good() {
        return new Fate.Delivered(Why.of("2.0.0", "taken"));
    }

    @Test void theFirstQuestionSendsOneProbe() {
        assertEquals(Status.PENDING, ask());
        assertEquals(Status.PENDING, ask());
        assertEquals(List.of("double-bounce@my.test 256 Someone@far.test"), probes);
        found(bad());
        assertEquals(new AddressVerifier.Answer(Status.BOUNCED, "no such user"), verifier.query(ASKED));
    }

    @Test void aProbeThatIsLostIsSentAgain() {
        ask();
        time.pass(Duration.ofSeconds(1002));
        assertEquals(Status.PENDING, ask());
        assertEquals(2, probes.size());
    }

    @Test void oldAnswersHoldWhileTheyAreLookedAtAgain() {
        ask();
        found(good());
        time.pass(Duration.ofDays(8));
        assertEquals(Status.OK, ask());
        assertEquals(2, probes.size());
        found(bad());
        assertEquals(Status.OK, ask());
        assertEquals(2, probes.size());
        time.pass(Duration.ofDays(24));
        found(bad());
        assertEquals(Status.BOUNCED, ask());
    }

    @Test void failuresAreForgottenSooner() {
        ask();
        found(bad());
        time.pass(Duration.ofHours(4));
        assertEquals(Status.BOUNCED, ask());
        assertEquals(2, probes.size());
        time.pass(Duration.ofDays(3));
        assertEquals(Status.PENDING, ask());
        assertEquals(3, probes.size());
    }

    @Test void aQueueThatTakesNothingNowIsTriedAgainAtTheNextQuestion() {
        full = true;
        assertEquals(Status.PENDING, ask());
        full = false;
        assertEquals(Status.PENDING, ask());
        assertEquals(1, probes.size());
    }
}
