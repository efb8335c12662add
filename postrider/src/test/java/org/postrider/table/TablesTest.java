package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.table.Bench.ask;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir Path folder;

    private Bench bench() {
        return new Bench(folder);
    }

    private String query(String spec, String key) {
        return ask(bench().strict().open(spec), key);
    }

    private String refusal(String spec) {
        return assertThrows(TableException.class, () -> bench().strict().open(spec)).getMessage();
    }

    @Test void inlineTablesHaveNamesAndValues() {
        assertEquals("1", query("inline:{a=1, b=2}", "a"));
        assertEquals("two words", query("inline:{a=1, {b = two words}}", "b"));
        assertEquals("1", query("inline:{A=1}", "a"));
        assertEquals("1", query("inline:{a=1}", "A"));
        assertEquals("-", query("inline:{a=1}", "c"));
        assertEquals("2", query("inline:{{\"a b\" = 1}, c=1 , {c = 2}}", "c"));
    }

    @Test void badInlineTablesSayWhatIsWrong() {
        assertEquals("bad syntax: \"inline:{}\"; need \"inline:{name=value...}\"", refusal("inline:{}"));
        assertEquals("bad syntax: \"inline:a=b\"; need \"inline:{name=value...}\"", refusal("inline:a=b"));
        assertEquals("missing '=' after attribute name: \"inline:{a}\"; need \"inline:{name=value...}\"",
            refusal("inline:{a}"));
        assertEquals("empty table: \"inline:{ , }\"; need \"inline:{name=value...}\"", refusal("inline:{ , }"));
    }

    @Test void staticTablesAlwaysAnswerTheSame() {
        assertEquals("value", query("static:value", "x"));
        assertEquals("two words", query("static:{ two words }", "x"));
        assertEquals("open dictionary: expecting \"type:name\" form instead of \"static:\"", refusal("static:"));
        assertEquals("open dictionary: expecting \"type:name\" form instead of \"plain\"", refusal("plain"));
    }

    @Test void aUnionJoinsWhatItsTablesAnswer() {
        String union = "unionmap:{inline:{a=1,b=2},inline:{a=3}}";
        assertEquals("1,3", query(union, "a"));
        assertEquals("2", query(union, "b"));
        assertEquals("-", query(union, "c"));
        assertEquals("?", query("unionmap:{static:1,fail:x}", "a"));
        assertEquals("bad syntax: \"unionmap:hash\"; need \"unionmap:{type:name...}\"", refusal("unionmap:hash"));
        assertEquals("bad syntax: \"unionmap:{a}\"; need \"unionmap:{type:name...}\"", refusal("unionmap:{a}"));
    }

    @Test void aPipeAsksOneTableForTheKeyOfTheNext() {
        assertEquals("end", query("pipemap:{inline:{a=b},inline:{b=end}}", "a"));
        assertEquals("-", query("pipemap:{inline:{a=b},inline:{c=end}}", "a"));
        assertEquals("?", query("pipemap:{inline:{a=b},fail:x}", "a"));
    }

    @Test void aRandomTableAnswersOneOfItsValues() {
        assertTrue(List.of("1", "2").contains(query("randmap:{1,2}", "x")));
        assertEquals("bad syntax: \"randmap:{}\"; need \"randmap:{value...}\"", refusal("randmap:{}"));
    }

    @Test void accountsAreAskedOfTheSystem() {
        assertEquals("alice:x:1001:100:Alice:/home/alice:/bin/sh", query("unix:passwd.byname", "ALICE"));
        assertEquals("users:x:100:alice,bob", query("unix:group.byname", "users"));
        assertEquals("-", query("unix:passwd.byname", "nobody-here"));
        assertEquals("?", query("unix:passwd.byname", "slow"));
        assertEquals("unknown table: unix:other", refusal("unix:other"));
    }

    @Test void theEnvironmentIsATable() {
        assertEquals("C", query("environ:x", "LANG"));
        assertEquals("-", query("environ:x", "PATH"));
    }

    @Test void theProxyIsPassedThroughUnlessTheTableMustBeTrusted() {
        assertEquals("1", query("proxy:inline:{a=1}", "A"));
        var guarded = assertThrows(TableException.class,
            () -> bench().strict().open("proxy:static:x", Use.GUARDED));
        assertEquals("proxy:static:x map is not allowed for security sensitive data", guarded.getMessage());
    }

    @Test void anUnknownTypeIsLoggedAndCannotTell() {
        var bench = bench();
        var table = bench.tables().open("nosuch:x");
        assertEquals("error: unsupported dictionary type: nosuch", bench.log.getFirst());
        assertTrue(bench.log.get(1).contains(" inline "), bench.log::toString);
        assertEquals("?", ask(table, "k"));
        assertEquals("warning: nosuch:x is unavailable. unsupported dictionary type: nosuch", bench.log.getLast());
        assertEquals("unsupported dictionary type: nosuch", refusal("nosuch:x"));
    }

    @Test void aTableIsOpenedOnce() {
        var tables = bench().tables();
        assertSame(tables.open("static:x"), tables.open("static:x"));
    }

    @Test void theFirstTableOfAListThatKnowsDecides() {
        var bench = bench();
        var maps = bench.tables().maps("x_maps", "inline:{a=1}, inline:{a=2 b=3}\n static:rest", Use.FOLDED);
        assertEquals("1", ask(maps, "a"));
        assertEquals("3", ask(maps, "b"));
        assertEquals("rest", ask(maps, "c"));
        assertEquals("-", ask(maps, ""));
        assertEquals(List.of(), bench.log);
    }

    @Test void aTableThatCannotTellEndsTheSearch() {
        var bench = bench();
        assertEquals("?", ask(bench.tables().maps("x_maps", "fail:x static:1", Use.FOLDED), "a"));
        assertEquals(List.of("warning: fail:x lookup error for \"a\""), bench.log);
    }

    @Test void anEmptyAnswerIsAMistakeInTheTable() {
        var bench = bench();
        assertEquals("?", ask(bench.tables().maps("x_maps", "inline:{a=}", Use.FOLDED), "a"));
        assertEquals(List.of("warning: x_maps lookup of a returns an empty string result",
            "warning: x_maps should return NO RESULT in case of NOT FOUND"), bench.log);
    }

    @Test void partsOfAKeyAreNotMatchedAgainstPatterns() {
        var maps = bench().tables().maps("x_maps", "randmap:{1}, inline:{example.com=2}", Use.FOLDED);
        assertEquals(new Table.Answer.Found("2"), maps.lookupPart("example.com"));
        assertEquals("1", ask(maps, "example.com"));
    }

    @Test void keysAreFoldedBeyondAscii() {
        assertEquals("1", query("inline:{\u00c3\u00a4=1}", "\u00c3\u0084"));
    }

    @Test void whatIsNotUtf8IsNotThere() {
        var bench = bench();
        assertEquals("-", ask(bench.strict().open("static:x"), "\u00e4"));
        assertEquals(List.of("warning: static:x: non-UTF-8 key \"?\": malformed UTF-8 or invalid codepoint"),
            bench.log);
        assertEquals("?", ask(bench.strict().open("static:\u00e4"), "k"));
        bench.mainCf.put("smtputf8_enable", "no");
        assertEquals("x", ask(bench.strict().open("static:x"), "\u00e4"));
    }

    @Test void valuesMayNameFiles() {
        var bench = bench();
        bench.write("content", "all of it\n");
        var table = bench.strict().open("static:" + bench.path("content"), Use.FOLDED.withFiles(true));
        assertEquals("all of it\n", ask(table, "k"));
    }
}
