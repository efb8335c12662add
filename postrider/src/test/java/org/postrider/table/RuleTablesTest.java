package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.table.Bench.ask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTablesTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach void begin() {
        bench = new Bench(folder);
    }

    private Table table(String type, String text) {
        bench.write("t", text);
        return bench.strict().open(type + ":" + bench.path("t"));
    }

    /// The warnings without their beginning.
    private List<String> warnings(String type) {
        var all = new ArrayList<String>();
        for (String line : bench.log) all.add(line.replace("warning: " + type + " map " + bench.path("t") + ", ", ""));
        return all;
    }

    @Test void theFirstNetworkThatFitsAnswers() {
        var table = table("cidr", """
            127.0.0.1 exact
            10.0.0.0/8 ten
            10.1.0.0/16 shadowed
            !192.168.0.0/16 other
            [::1] loop6
            2001:db8::/32 doc
            0.0.0.0/0 any4
            ::/0 any6
            """);
        assertEquals("exact", ask(table, "127.0.0.1"));
        assertEquals("ten", ask(table, "10.1.2.3"));
        assertEquals("any4", ask(table, "192.168.1.1"));
        assertEquals("other", ask(table, "0.1.2.3"));
        assertEquals("loop6", ask(table, "0:0::1"));
        assertEquals("doc", ask(table, "2001:db8::5"));
        assertEquals("any6", ask(table, "2002::1"));
        assertEquals("-", ask(table, "x.test"));
        assertEquals("-", ask(table, "10.1"));
        assertEquals("-", ask(table, "[::1]"));
        assertTrue(table.hasPatterns());
    }

    @Test void networksWithinAnIfAreForThatNetwork() {
        var table = table("cidr", "IF !10.0.0.0/8\n192.0.2.0/24 a\n10.0.0.0/8 never\nendif\n10.0.0.0/8 b\n::/0 c\n");
        assertEquals("a", ask(table, "192.0.2.1"));
        assertEquals("b", ask(table, "10.0.0.1"));
        assertEquals("c", ask(table, "::1"));
        assertEquals("-", ask(table, "192.0.3.1"));
    }

    @Test void badNetworksAreLeftOutAndSaidSo() {
        table("cidr", """
            10.0.0.1/8 host bits
            1.2.3 bad
            300.1.1.1 bad number
            1.1.1.1
            1.1.1.0/33 mask
            1.1.1.0/x mask
            1.1.1/8 network
            [::1 bracket
            if
            endif
            if 1.1.1.1
            """);
        assertEquals(List.of(
            "line 1: non-null host address bits in \"10.0.0.1/8\", perhaps you should use \"10.0.0.0/8\" instead: "
                + "skipping this rule",
            "line 2: bad address pattern: \"1.2.3\": skipping this rule",
            "line 3: bad address pattern: \"300.1.1.1\": skipping this rule",
            "line 4: no lookup result: skipping this rule",
            "line 5: bad mask length in \"1.1.1.0/33\": skipping this rule",
            "line 6: bad mask value in \"1.1.1.0/x\": skipping this rule",
            "line 7: bad network value in \"1.1.1/8\": skipping this rule",
            "line 8: missing ']' character after \"[::1\": skipping this rule",
            "line 9: no address pattern: skipping this rule",
            "line 10: ENDIF without IF: skipping this rule",
            "line 11: IF has no matching ENDIF"), warnings("cidr"));
    }

    @Test void rulesMayStandInMainCfItself() {
        assertEquals("two", ask(bench.strict().open("cidr:{{192.0.2.0/24 one}, {192.0.3.0/24 two}}"), "192.0.3.9"));
        assertEquals("got b", ask(bench.strict().open("pcre:{{/^a(.)$/ got $1}}"), "ab"));
        var fault = assertThrows(TableException.class, () -> bench.strict().open("cidr:{{::/0 x}}y"));
        assertEquals("cidr map: syntax error after '}' in \"{{::/0 x}}y\"", fault.getMessage());
    }

    @Test void aMissingFileIsNamed() {
        var fault = assertThrows(TableException.class, () -> bench.strict().open("pcre:/no/such"));
        assertEquals("open /no/such: No such file or directory", fault.getMessage());
    }

    @Test void bothKindsOfPatternsShareTheirRules() {
        for (String type : List.of("regexp", "pcre")) {
            var table = table(type, """
                /^user([0-9]+)@/ number $1 and ${1} and $(1) and $$
                /^Exact$/i exact case
                !/@/ no at sign
                if /@sub\\.test$/
                /^a/ a in sub
                if !/^b/
                /./ other than b in sub
                endif
                endif
                /^(.)(.)(.)@swap/ $3$2$1
                |^a/b| delimiter
                /^cont/ first
                  second
                /(x)|(y)z/ <$1$2>
                """);
            assertEquals("number 42 and 42 and 42 and $", ask(table, "USER42@x"));
            assertEquals("exact case", ask(table, "Exact"));
            assertEquals("no at sign", ask(table, "exact"));
            assertEquals("a in sub", ask(table, "a@sub.test"));
            assertEquals("-", ask(table, "b@sub.test"));
            assertEquals("other than b in sub", ask(table, "c@sub.test"));
            assertEquals("cba", ask(table, "abc@swap"));
            assertEquals("delimiter", ask(table, "a/b@"));
            assertEquals("first  second", ask(table, "cont@"));
            assertEquals("<y>", ask(table, "@yz"));
            assertEquals(List.of(), bench.log);
        }
    }

    @Test void badRulesAreLeftOutAndSaidSo() {
        table("regexp", """
            /(unbalanced/ bad
            /novalue/
            noslash x
            |alternative|delim| pipe
            /$9/ $2
            !/x/ $1
            /x/ ${a}
            /x/ $0
            /x/ ${1
            /x
            !
            endif
            if /z/
            """);
        assertEquals(List.of("line 1: Unmatched ( or \\(",
            "line 2: no replacement text: using empty string",
            "line 3: ignoring unrecognized request",
            "line 4: unknown regexp option \"d\": skipping this rule",
            "line 5: out of range replacement index \"2\": skipping this rule",
            "line 6: $number found in negative match replacement text: skipping this rule",
            "line 7: non-numeric replacement index \"a\"",
            "line 7: bad replacement syntax: skipping this rule",
            "line 8: out-of-range replacement index \"0\"",
            "line 8: bad replacement syntax: skipping this rule",
            "warning: truncated macro reference: \"${1\"",
            "line 9: bad replacement syntax: skipping this rule",
            "line 10: no closing regexp delimiter \"/\": skipping this rule",
            "line 11: no regexp: skipping this rule",
            "line 12: ignoring ENDIF without matching IF",
            "line 13: IF has no matching ENDIF"), warnings("regexp"));
    }

    @Test void pcreSaysWhereAPatternIsWrong() {
        table("pcre", "/(unbalanced/ bad\n/a)/ x\n/[a/ x\n/*/ x\n");
        assertEquals(List.of("line 1: error in regex at offset 11: missing closing parenthesis",
            "line 2: error in regex at offset 1: unmatched closing parenthesis",
            "line 3: error in regex at offset 2: missing terminating ] for character class",
            "line 4: error in regex at offset 0: quantifier does not follow a repeatable item"), warnings("pcre"));
    }

    @Test void trustedTablesDoNotSubstitute() {
        bench.write("t", "/(x)/ $1\n/y/ ok\n");
        var table = bench.strict().open("pcre:" + bench.path("t"), Use.GUARDED);
        assertEquals("-", ask(table, "x"));
        assertEquals("ok", ask(table, "y"));
        assertEquals(List.of("line 1: regular expression substitution is not allowed: skipping this rule"),
            warnings("pcre"));
    }

    private boolean posix(String pattern, String text) {
        return !ask(table("regexp", pattern + " y\n"), text).equals("-");
    }

    private boolean perl(String pattern, String text) {
        return !ask(table("pcre", pattern + " y\n"), text).equals("-");
    }

    @Test void posixPatternsMeanWhatTheyMeanInC() {
        assertTrue(posix("/^[]a]$/", "]"));
        assertTrue(posix("/^[^]a]$/", "b"));
        assertTrue(!posix("/^[^a]$/", "A"));
        assertTrue(posix("/^[[:digit:][:space:]-]+$/", "1 -"));
        assertTrue(posix("/^[\\\\.]$/", "\\"));
        assertTrue(posix("/^[[.-.]]$/", "-"));
        assertTrue(posix("/[[][0-9]{1,3}[]]/", "[12]"));
        assertTrue(posix("/^a{,2}$/", "aa"));
        assertTrue(posix("/^(ab)*+$/", "abab"));
        assertTrue(posix("/^a+*b$/", "aaab"));
        assertTrue(posix("/\\<word\\>/", "a word here"));
        assertTrue(posix("/^(.)\\1$/", "aa"));
        assertTrue(posix("/a)/", "a)"));
        assertTrue(posix("/a.b/", "a\nb"));
        assertTrue(!posix("/a.b/m", "a\nb"));
        assertTrue(posix("/^b$/m", "a\nb\nc"));
        assertTrue(!posix("/^b$/", "a\nb\nc"));
        assertTrue(!posix("/^b$/", "b\n"));
        assertTrue(posix("/^\\(a\\)\\{2\\}$/x", "aa"));
        assertTrue(posix("/a^b$c/x", "a^b$c"));
        assertTrue(posix("/^a/!/b$/", "ac"));
        assertTrue(!posix("/^a/!/b$/", "ab"));
        assertTrue(!posix("/^a/!!/b$/", "ac"));
    }

    @Test void perlPatternsMeanWhatTheyMeanInPerl() {
        assertTrue(perl("/\\d{3}(?=-)-(?<na_me>\\w+)\\k<na_me>@/", "123-aa@"));
        assertTrue(perl("/(?P<x>a)(?P=x)b\\g1\\g{-1}/", "aabaa"));
        assertTrue(perl("/^[][&&a]+$/", "[&a]"));
        assertTrue(perl("/^[^\\W\\d]+$/", "abc"));
        assertTrue(perl("/^[[:^digit:]]$/", "a"));
        assertTrue(perl("/^[\\x41-\\x{43}]$/i", "B"));
        assertTrue(perl("/a{x/", "a{x"));
        assertTrue(perl("/a(?#comment)b/", "ab"));
        assertTrue(perl("/^ a b # comment$/x", "abc"));
        assertTrue(perl("/\\Qa.b\\E$/", "a.b"));
        assertTrue(!perl("/\\Qa.b\\E$/", "axb"));
        assertTrue(perl("/a$/", "a\n"));
        assertTrue(!perl("/a$/E", "a\n"));
        assertTrue(!perl("/b/A", "ab"));
        assertTrue(perl("/a.b/", "a\nb"));
        assertTrue(!perl("/a.b/s", "a\nb"));
        assertTrue(perl("/^b$/m", "a\nb"));
        assertEquals("a", ask(table("pcre", "/^(a+)/U $1\n"), "aaa"));
        assertTrue(!perl("/(?-i)A/", "a"));
    }

    @Test void aPatternThatNeverEndsIsGivenUp() {
        var table = table("pcre", "/(a+)+$/ x\n/a/ y\n");
        assertEquals("y", ask(table, "a".repeat(50) + "b"));
        assertEquals(List.of("line 1: match limit exceeded"), warnings("pcre"));
    }

    @Test void whereTheLibraryIsMissingTheJdkDoesWhatItCan() throws RegexFault {
        var options = new PerlRegex.Options(true, false, true, false, false, false, true);
        var regex = new JavaRegex(PerlRegex.compile("(?<na_me>A.)b", options), options.anchored());
        try (var key = new RegexKey("a\nb", 1, new BitSet())) {
            assertTrue(regex.matches(key));
            assertEquals(List.of("a\n"), regex.matched(key));
        }
        try (var key = new RegexKey("xaab", 1, new BitSet())) {
            assertTrue(!regex.matches(key));
        }
    }

    @Test void whatPerlAloneCanIsLeftToTheLibrary() {
        assertTrue(perl("/^(\\((?:[^()]|(?1))*\\))$/", "(a(b)c)"));
        assertEquals("[x][]", ask(table("pcre", "/^(x)(y)?/X [$1][$2]\n"), "x"));
        assertEquals(List.of("line 1: ignoring obsolete regexp option \"X\""), warnings("pcre"));
    }

    @Test void ofSeveralMatchesTheLongestCounts() {
        assertEquals("<mm><m>", ask(table("regexp", "/(m*)(m|mm)n/ <$1><$2>\n"), "mmmn"));
        assertEquals("ab", ask(table("regexp", "/^(a|ab)/ $1\n"), "abc"));
    }

    @Test void ofManyNetworksTheFirstInTheTableCounts() {
        var table = table("cidr", "10.1.0.0/16 wide\n10.1.2.0/24 late\n10.2.2.0/24 early\n10.2.0.0/16 wide2\n"
            + "10.1.0.0/16 twice\n2001:db8::/32 six\n!192.168.0.0/16 others\n192.168.0.0/16 ours\n");
        assertEquals("wide", ask(table, "10.1.2.3"));
        assertEquals("early", ask(table, "10.2.2.3"));
        assertEquals("wide2", ask(table, "10.2.3.3"));
        assertEquals("six", ask(table, "2001:db8::1"));
        assertEquals("-", ask(table, "2001:db9::1"));
        assertEquals("others", ask(table, "11.1.1.1"));
        assertEquals("ours", ask(table, "192.168.1.1"));
        assertEquals("-", ask(table, "010.1.2.3"));
    }
}
