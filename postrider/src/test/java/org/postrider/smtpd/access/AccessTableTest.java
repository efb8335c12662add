package org.postrider.smtpd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.smtpd.access.Facts.NameResult;

/// The order of keys as access(5) has it. Results are those of Postfix for the same tables.
class AccessTableTest {
    private static String why(String reply) {
        return reply.substring(reply.lastIndexOf(' ') + 1);
    }

    @ParameterizedTest @CsvSource({ "full+ext@s.test, full", "full+other@s.test, dom", "bare+x@s.test, bare",
        "u@x.sub.s.test, sub", "lp+e@any.example, local", "x+y@any.example, ext", "u@other.s.test, dom",
        "'a b@s.test', quoted", "UPPER@S.TEST, upper", "'', null", "u@elsewhere.example, ok" })
    void addressesAreLookedForFromTheWholeToItsParts(String sender, String found) {
        var bench = new Bench("recipient_delimiter", "+", "smtpd_sender_restrictions", "check_sender_access inline:{"
            + "{full+ext@s.test=REJECT full},{bare@s.test=REJECT bare},{sub.s.test=REJECT sub},{lp@=REJECT local},"
            + "{x+y@=REJECT ext},{\"a b\"@s.test=REJECT quoted},{upper@s.test=REJECT upper},{<>=REJECT null},"
            + "{s.test=REJECT dom}}");
        assertEquals(found, why(bench.rcpt(sender, "alice@my.test")));
    }

    @ParameterizedTest @CsvSource({ "x.h.test, parent", "h.test, parent", "x.dot.test, tld", "1.2.3.4, address",
        "1.2.3.5, ok", "any.test, tld", "other.example, ok" })
    void namesAreLookedForWithTheirParents(String helo, String found) {
        var bench = new Bench("smtpd_helo_restrictions", "check_helo_access inline:{{h.test=REJECT parent},"
            + "{.dot.test=REJECT dot},{1.2.3.4=REJECT address},{1.2.3=REJECT net},{test=REJECT tld}}");
        bench.helo = Optional.of(helo);
        assertEquals(found, why(bench.rcpt("alice@my.test")));
    }

    @ParameterizedTest @CsvSource({ "x.dot.test, dot", "dot.test, ok", "x.h.test, ok", "h.test, exact" })
    void parentsNeedADotWhereTheyAreNotSaidToMatch(String helo, String found) {
        var bench = new Bench("parent_domain_matches_subdomains", "", "smtpd_helo_restrictions",
            "check_helo_access inline:{{h.test=REJECT exact},{.dot.test=REJECT dot}}");
        bench.helo = Optional.of(helo);
        assertEquals(found, why(bench.rcpt("alice@my.test")));
    }

    @ParameterizedTest @CsvSource({ "192.0.2.9, host", "192.0.2.10, net", "192.0.3.1, wide", "198.51.100.1, ok",
        "2001:db8:1::9, six", "2001:db8:2::9, ok" })
    void clientsAreLookedForByTheirNetworks(String address, String found) {
        var bench = new Bench("smtpd_client_restrictions", "check_client_access inline:{{192.0.2.9=REJECT host},"
            + "{192.0.2=REJECT net},{192.0=REJECT wide},{2001:db8:1=REJECT six}}")
            .from(new Facts.Client("unknown", NameResult.PERMANENT, "unknown", NameResult.PERMANENT, address, "1"));
        assertEquals(found, why(bench.rcpt("alice@my.test")));
    }
}
