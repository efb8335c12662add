package org.postrider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
    private static final Map<String, String> VALUES = Map.of("set", "value", "empty", "", "level", "3.11",
        "nested", "<$set>", "loop1", "$loop2", "loop2", "$loop1", "mydomain", "example.test");

    private static String expand(String text) {
        return Expansion.expand(text, name -> VALUES.getOrDefault(name, ""));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "$set $(set) ${set}.x $set-y; value value value.x value-y",
        "${set?yes} ${empty?yes}; 'yes '",
        "${set:no} ${empty:no}; ' no'",
        "${set?{yes}:{no}} ${empty?{yes}:{no}}; yes no",
        "${{$set} == {value} ? {same} : {different}}; 'same'",
        "${{$set} != {value} ? {different} : {same}}; 'same'",
        "${{10} < {9} ? {less} : {not less}}; not less",
        "${{abc} < {abd} ? {less}}; less",
        "${{a} == {b}}; ''",
        "${{a} == {a}}; true",
        "${set?{${empty:{deep $set}}}}; deep value",
        "${{$level} <level {3.7} ? {old} : {new}}; new",
        "${{3.10} >=level {3.9} ? {newer} : {older}}; newer",
        "${{3.10} >= {3.9} ? {newer} : {older}}; older",
        "$$set costs $$5; $set costs $5",
        "${undefined} $undefined ${undefined:default}; '  default'",
        "${set?}; ''",
        "${ set }; value",
        "$nested; <value>",
        "${domain_to_ascii{$mydomain}}; example.test"})
    void namesAndConditionsAreExpanded(String text, String expected) {
        assertEquals(expected, expand(text));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "${set; truncated macro reference: \"${set\"",
        "${{a} ~ {b}?{c}}; \"==\" or \"!=\"\" or \"<\"\" or \"<=\"\" or \">=\"\" or \">\" expected at: "
            + "\"...a}>>>~ {b}?{c}\"",
        "${set?{x}y}; \":\" expected at: \"...x}>>>y\"",
        "$; empty macro name: \"$\"",
        "${}; empty macro name: \"${}\"",
        "${set!x}; attribute name syntax error at: \"...set>>>!x\"",
        "$loop1; unreasonable macro call nesting: \"loop2\"",
        "${{1.2.3.4} ==level {1}}; malformed compatibility level syntax: \"1.2.3.4\"",
        "${nofunction{x}}; unknown function \"nofunction\" at\"...>>>nofunction{x}\""})
    void badTextIsComplainedOfAsPostfixDoes(String text, String complaint) {
        assertEquals(complaint, assertThrows(ConfigException.class, () -> expand(text)).getMessage());
    }

    @Test void factsFromOutsideAreNotExpandedAgain() {
        assertEquals("user=$set", Expansion.expandOnce("user=$user", name -> name.equals("user") ? "$set" : ""));
    }

    @Test void aScanLooksIntoAllBranches() {
        var seen = new ArrayList<String>();
        Expansion.scan("$a ${b?{$c}:{${d:$e}}} ${{$f} == {$g} ? {$h}} ${domain_to_utf8{$i}}", seen::add);
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"), seen);
    }
}
