package org.postrider.agent.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.agent.smtp.Bench.assertFates;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.Outcome;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// Where mail goes, and what is said when it can go nowhere.
class HostsTest {
    private static final String ERROR = "Host or domain name not found. Name service error for name=";
    private final Bench bench = new Bench();

    private void refusing(String nexthop, String... servers) {
        bench.deliver(nexthop, "u@far.test");
        assertEquals(List.of(servers), bench.dialled);
    }

    @Test void exchangersAreTriedByPreferenceUpToTheLimit() {
        bench.dns.mx("far.test", 20, "b.test").mx("far.test", 10, "a.test").host("a.test", "10.0.0.1", "10.0.0.2")
            .host("b.test", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
        refusing("far.test", "a.test[10.0.0.1]:25", "a.test[10.0.0.2]:25", "b.test[10.0.0.3]:25",
            "b.test[10.0.0.4]:25", "b.test[10.0.0.5]:25");
    }

    @Test void aDomainWithoutExchangersIsItsOwnHost() {
        bench.dns.host("far.test", "10.0.0.1");
        refusing("far.test:2525", "far.test[10.0.0.1]:2525");
    }

    @Test void bracketsTurnExchangersOff() {
        bench.dns.mx("far.test", 10, "a.test").host("a.test", "10.0.0.2").host("far.test", "10.0.0.1");
        refusing("[far.test]", "far.test[10.0.0.1]:25");
    }

    @Test void bothVersionsOfIpComeToTheirTurn() {
        bench.set("inet_protocols", "all", "smtp_address_preference", "ipv6", "smtp_mx_address_limit", "2");
        bench.dns.host("far.test", "2001:db8::1", "2001:db8::2", "10.0.0.1");
        refusing("far.test", "far.test[2001:db8::1]:25", "far.test[10.0.0.1]:25");
    }

    @Test void namesThatDoNotExistAreReturnedAndThoseNobodyKnowsOfAreNot() {
        assertFates(bench.deliver("none.test", "u@x.test"),
            "5.4.4 bounced " + ERROR + "none.test type=A: Host not found");
        bench.dns.fails("temp.test");
        assertFates(bench.deliver("temp.test", "u@x.test"),
            "4.4.3 deferred " + ERROR + "temp.test type=MX: Host not found, try again");
        bench.dns.mx("half.test", 10, "temp.test").mx("half.test", 20, "none.test");
        assertFates(bench.deliver("half.test", "u@x.test"),
            "4.4.4 deferred " + ERROR + "none.test type=A: Host not found");
    }

    @Test void aDomainThatTakesNoMailIsToldFromOneThatIsNotThere() {
        bench.dns.mx("null.test", 0, "");
        assertFates(bench.deliver("null.test", "u@x.test"),
            "5.1.0 bounced Domain null.test does not accept mail (nullMX)");
    }

    @Test void onlyBetterExchangersThanOurselvesAreTried() {
        bench.dns.mx("far.test", 10, "a.test").mx("far.test", 20, "us.test").mx("far.test", 30, "c.test")
            .host("a.test", "10.0.0.1").host("us.test", "192.0.2.25").host("c.test", "10.0.0.3");
        refusing("far.test", "a.test[10.0.0.1]:25");
    }

    @Test void mailForADomainThatIsOursWithoutOurKnowingLoops() {
        bench.dns.mx("far.test", 10, "us.test").host("us.test", "192.0.2.25");
        bench.set("smtp_fallback_relay", "[10.0.0.9]");
        assertFates(bench.deliver("far.test", "u@x.test"), "5.4.6 bounced mail for far.test loops back to myself");
        assertEquals(List.of(), bench.dialled);
    }

    @Test void bestMxTransportTakesWhatWouldLoop() {
        bench.dns.mx("far.test", 10, "us.test").host("us.test", "192.0.2.25");
        bench.set("best_mx_transport", "local:here").others.put("local", request -> new Delivery(List.of(
            new Outcome(request.recipients().getFirst(), new Fate.Delivered(Why.of("2.0.0", request.nexthop())))),
            Delivery.ALIVE));
        assertFates(bench.deliver("far.test", "u@x.test"), "2.0.0 sent here");
    }

    @Test void aPrimaryThatCannotBeFoundIsWaitedFor() {
        bench.dns.mx("far.test", 10, "none.test").mx("far.test", 20, "us.test").host("us.test", "192.0.2.25");
        assertFates(bench.deliver("far.test", "u@x.test"),
            "4.4.4 deferred unable to find primary relay for far.test");
    }

    @Test void theFallbackRelayTakesWhatHasNoServer() {
        bench.set("smtp_fallback_relay", "[10.0.0.9]:26").at("10.0.0.9");
        assertFates(bench.deliver("none.test", "u@none.test"), "2.0.0 sent 250 2.0.0 stored");
    }

    @Test void whatTheOperatorNamedWronglyCostsNoMail() {
        bench.set("relayhost", "none.test");
        assertFates(bench.deliver("none.test", "u@x.test"),
            "4.3.5 deferred " + ERROR + "none.test type=A: Host not found");
        assertTrue(bench.log.contains("warning: relayhost configuration problem"));
    }

    @Test void anExchangerThatIsANumberIsTaken() {
        bench.dns.add("far.test", Type.MX, new DnsRecord.Mx(10, "10.0.0.1"));
        refusing("far.test", "10.0.0.1[10.0.0.1]:25");
    }

    @Test void manyNextHopsAreTriedInTheirOrder() {
        bench.at("10.0.0.2");
        assertFates(bench.deliver("[10.0.0.1], [10.0.0.2]", "u@x.test"), "2.0.0 sent 250 2.0.0 stored");
    }

    @Test void servicesAreFoundByTheirRecords() {
        bench.set("use_srv_lookup", "submission");
        bench.dns.add("_submission._tcp.far.test", Type.SRV, new DnsRecord.Srv(20, 0, 5870, "b.test"))
            .add("_submission._tcp.far.test", Type.SRV, new DnsRecord.Srv(10, 0, 5871, "a.test"))
            .host("a.test", "10.0.0.1").host("b.test", "10.0.0.2");
        refusing("far.test:submission", "a.test[10.0.0.1]:5871", "b.test[10.0.0.2]:5870");
        assertFates(bench.deliver("none.test:submission", "u@x.test"), "5.4.4 bounced " + ERROR
            + "_submission._tcp.none.test type=SRV: Host not found");
    }

    @Test void withoutServiceRecordsItGoesOnWhenAllowed() {
        bench.set("use_srv_lookup", "submission", "allow_srv_lookup_fallback", "yes");
        bench.dns.mx("far.test", 10, "a.test").host("a.test", "10.0.0.1");
        refusing("far.test:submission", "a.test[10.0.0.1]:587");
        assertTrue(bench.log.getFirst().startsWith("skipping SRV lookup for _submission._tcp.far.test: "));
    }
}
