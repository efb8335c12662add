package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.config.ConfigException;

class MatchListTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach void begin() {
        bench = new Bench(folder);
    }

    private static String word(MatchList.Answer answer) {
        return switch (answer) {
            case MatchList.Answer.Match() -> "yes";
            case MatchList.Answer.NoMatch() -> "no";
            case MatchList.Answer.Unavailable _ -> "?";
        };
    }

    private String string(String list, String text) {
        return word(MatchList.strings(bench.tables(), "mydestination", list).match(text));
    }

    /// With parents: relay_domains is in parent_domain_matches_subdomains.
    private String domain(String list, String text) {
        return word(MatchList.domains(bench.tables(), "relay_domains", list).match(text));
    }

    private String dotted(String list, String text) {
        return word(MatchList.domains(bench.tables(), "other_domains", list).match(text));
    }

    private String client(String list, String host, String address) {
        return word(MatchList.networks(bench.tables(), "mynetworks", list).match(host, address));
    }

    @Test void stringsAreComparedWhole() {
        assertEquals("yes", string("a.test, b.test", "B.test"));
        assertEquals("yes", string("B.TEST", "b.test"));
        assertEquals("no", string("b.test", "x.b.test"));
        assertEquals("no", string("", "b.test"));
    }

    @Test void theFirstPatternThatFitsDecides() {
        assertEquals("no", string("!a.test, a.test", "a.test"));
        assertEquals("yes", string("a.test, !a.test", "a.test"));
        assertEquals("yes", string("!!a.test", "a.test"));
        assertEquals("no", domain("!x.b.test, b.test", "y.x.b.test"));
        assertEquals("yes", domain("b.test, !x.b.test", "y.x.b.test"));
        assertEquals("no", client("!10.0.0.1, 10.0.0.0/8", "unknown", "10.0.0.1"));
        assertEquals("yes", client("10.0.0.0/8, !10.0.0.1", "unknown", "10.0.0.1"));
    }

    @Test void parentsFitWhereTheParameterSaysSo() {
        assertEquals("yes", domain("b.test", "x.b.test"));
        assertEquals("no", domain("b.test", "xb.test"));
        assertEquals("no", domain(".b.test", "x.b.test"));
        assertEquals("no", dotted("b.test", "x.b.test"));
        assertEquals("yes", dotted(".b.test", "x.y.b.test"));
        assertEquals("no", dotted(".b.test", "b.test"));
        assertEquals("yes", dotted("b.test", "b.test"));
    }

    @Test void tablesAreAskedForParentsUnlessTheyHavePatterns() {
        assertEquals("yes", domain("inline:{b.test=any}", "x.b.test"));
        assertEquals("no", dotted("inline:{b.test=any}", "x.b.test"));
        assertEquals("yes", dotted("inline:{.b.test=any}", "x.y.b.test"));
        assertEquals("no", string("inline:{b.test=any}", "x.b.test"));
        assertEquals("no", domain("!inline:{b.test=any} static:1", "b.test"));
        assertEquals("yes", domain("!inline:{b.test=any} static:1", "c.test"));
    }

    @Test void clientsFitByNameOrAddress() {
        String list = "127.0.0.0/8 [::1]/128 [2001:db8::]/32 192.0.2.7 [FE80::1] friend.test !x.friend.test";
        assertEquals("yes", client(list, "unknown", "127.3.2.1"));
        assertEquals("yes", client(list, "unknown", "::1"));
        assertEquals("yes", client(list, "unknown", "0:0:0:0:0:0:0:1"));
        assertEquals("yes", client(list, "unknown", "2001:db8:1::5"));
        assertEquals("no", client(list, "unknown", "2001:db9::5"));
        assertEquals("yes", client(list, "unknown", "192.0.2.7"));
        assertEquals("yes", client(list, "unknown", "fe80::1"));
        assertEquals("yes", client(list, "a.friend.test", "192.0.2.8"));
        assertEquals("no", client(list, "unknown", "192.0.2.8"));
        assertEquals("yes", client("0.0.0.0/0", "unknown", "192.0.2.8"));
        assertEquals("no", client("0.0.0.0/0", "unknown", "::1"));
        assertEquals("yes", client("inline:{192.0.2.8=x}", "unknown", "192.0.2.8"));
    }

    @Test void aMalformedNetworkIsLoggedAndCannotTell() {
        assertEquals("?", client("10.0.0.1/8", "unknown", "192.0.2.8"));
        String why = "warning: mynetworks: non-null host address bits in \"10.0.0.1/8\", "
            + "perhaps you should use \"10.0.0.0/8\" instead";
        assertEquals(List.of(why, why), bench.log);
        assertEquals("no", client("10.0.0.1/8", "unknown", "::1"));
        assertEquals("yes", client("192.0.2.8 10.0.0.1/8", "unknown", "192.0.2.8"));
    }

    @Test void filesHoldPatterns() {
        String nested = bench.write("nested", "c.test\n").toString();
        String file = bench.write("list", "# comment\na.test !b.test\n\n" + nested + "\n").toString();
        assertEquals("yes", string(file, "a.test"));
        assertEquals("no", string(file, "b.test"));
        assertEquals("yes", string(file, "c.test"));
        assertEquals("no", string("!" + file + " static:rest", "a.test"));
        assertEquals("yes", string("!" + file + " static:rest", "b.test"));
        assertEquals("yes", string("!" + file + " static:rest", "d.test"));
    }

    @Test void aMissingFileCannotTell() {
        assertEquals("?", string(bench.path("none") + " a.test", "a.test"));
        assertEquals("error: open file " + bench.path("none") + ": No such file or directory", bench.log.getFirst());
        assertEquals("warning: mydestination: non-existent:" + bench.path("none") + ": table lookup problem",
            bench.log.getLast());
        assertEquals("yes", string("a.test " + bench.path("none"), "a.test"));
    }

    @Test void aTableThatCannotTellIsNoMatchEither() {
        assertEquals("?", domain("fail:x a.test", "a.test"));
        assertEquals(List.of("warning: relay_domains: fail:x: table lookup problem"), bench.log);
    }

    @Test void aLoneNegationIsRefused() {
        var fault = assertThrows(ConfigException.class, () -> string("a !", "a"));
        assertEquals("mydestination: no pattern after '!'", fault.getMessage());
    }

    @Test void aListOfManyNamesKeepsItsOrder() {
        var list = new StringBuilder("!n500.test ");
        for (int i = 0; i < 1000; i++) list.append('n').append(i).append(".test ");
        assertEquals("yes", domain(list.toString(), "x.n999.test"));
        assertEquals("no", domain(list.toString(), "x.n500.test"));
    }
}
