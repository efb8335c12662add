package org.postrider.agent.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.agent.smtp.Bench.assertAlive;
import static org.postrider.agent.smtp.Bench.assertFates;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Connections that are used again.
class PoolTest {
    private static final String HOP = "[10.0.0.1]", A = "10.0.0.1", STORED = "2.0.0 sent 250 2.0.0 stored";
    private final Bench bench = new Bench().set("smtp_connection_cache_destinations", A);

    @Test void aKeptConnectionIsProbedAndUsedAgain() {
        var peer = bench.at(A, "PIPELINING");
        bench.deliver(HOP, "u@far.test");
        assertFalse(peer.closed);
        assertFates(bench.deliver(HOP, "v@far.test"), STORED);
        assertEquals(1, bench.dialled.size());
        int again = peer.heard.indexOf("RSET");
        assertEquals(List.of("RSET", "MAIL FROM:<sender@here.test>", "RCPT TO:<v@far.test>", "DATA"),
            peer.heard.subList(again, again + 4));
        assertTrue(bench.log.getLast().contains(":25, conn_use=2, delay="), bench.log::toString);
    }

    @Test void aKeptConnectionThatDiedCostsNothing() {
        for (String answer : List.of(Peer.HANG_UP, Peer.STALL, "421 4.4.2 idle for too long", "500 5.5.1 what?")) {
            var fresh = new Bench().set("smtp_connection_cache_destinations", A);
            fresh.at(A, "PIPELINING").on("RSET", answer);
            fresh.deliver(HOP, "u@far.test");
            var second = fresh.at(A);
            var delivery = fresh.deliver(HOP, "v@far.test");
            assertFates(delivery, STORED);
            assertAlive(delivery);
            assertTrue(second.heard.contains("RCPT TO:<v@far.test>"));
        }
    }

    @Test void aConnectionIsNotKeptBeyondItsLimits() {
        bench.set("smtp_connection_reuse_count_limit", "1");
        var peer = bench.at(A);
        bench.deliver(HOP, "u@far.test");
        bench.deliver(HOP, "u@far.test");
        assertTrue(peer.closed);
        var aged = new Bench().set("smtp_connection_cache_destinations", A, "smtp_connection_reuse_time_limit", "1s");
        var old = aged.at(A);
        aged.deliver(HOP, "u@far.test");
        // Not so long that the pool lets go of it first, on a thread of its own.
        aged.patience.pass(Duration.ofMillis(1500));
        aged.deliver(HOP, "u@far.test");
        assertTrue(old.closed);
    }

    @Test void withoutDemandNoConnectionIsKept() {
        var calm = new Bench();
        var peer = calm.at(A);
        calm.deliver(HOP, "u@far.test");
        assertTrue(peer.closed);
    }

    @Test void manyDeliveriesMakeADemand() {
        var busy = new Bench();
        for (int i = 0; i < Demand.MANY; i++) {
            busy.at(A);
            busy.deliver(HOP, "u@far.test");
        }
        var kept = busy.at(A);
        busy.deliver(HOP, "u@far.test");
        assertFalse(kept.closed);
        busy.deliver(HOP, "u@far.test");
        assertEquals(Demand.MANY + 1, busy.dialled.size());
    }

    @Test void aBacklogIsADemand() {
        var busy = new Bench();
        busy.backlog = true;
        var peer = busy.at(A);
        busy.deliver(HOP, "u@far.test");
        assertFalse(peer.closed);
        assertFates(busy.deliver(HOP, "u@far.test"), STORED);
        var strict = new Bench().set("smtp_connection_cache_on_demand", "no");
        strict.backlog = true;
        var other = strict.at(A);
        strict.deliver(HOP, "u@far.test");
        assertTrue(other.closed);
    }

    @Test void whoIsPutOffOnAKeptConnectionIsNotTriedThereAgain() {
        bench.at(A).on("RCPT TO:<busy@", "450 4.2.1 later");
        bench.deliver(HOP, "u@far.test");
        bench.at(A);
        var delivery = bench.deliver(HOP, "busy@far.test");
        assertEquals("4.2.1", delivery.outcomes().getFirst().fate().why().status());
        assertEquals(1, bench.dialled.size());
    }

    @Test void aServerThatHungUpByWordIsNotKept() {
        var peer = bench.at(A).on("RCPT TO:<bad@", "421 4.7.0 enough");
        bench.deliver(HOP, "u@far.test", "bad@far.test");
        assertTrue(peer.closed);
    }
}
