package org.postrider.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postrider.house.Tidy.Line;
import org.postrider.house.Tidy.Offence;

class TidyTest {
    @Test void noRedLineIsCrossedMoreOftenThanItWas() {
        String limits = Project.read(Project.root().resolve("postrider/src/test/resources/tidy.txt"));
        List<String> verdict = verdict(Sources.parse(texts()).offences(), limits(limits));
        assertTrue(verdict.isEmpty(), () -> String.join("\n", verdict));
    }

    @Test void aNumberThatRoseNamesThePlaces() {
        var offence = new Offence(Line.LONG_LINE, "A.java", 3, "130 characters");
        assertTrue(verdict(List.of(offence), Map.of()).getFirst().startsWith("A.java:3: 130 characters"));
        assertEquals(List.of(), verdict(List.of(offence), limits("# why\n1 long-line A.java\n")));
    }

    @Test void aNumberThatFellIsToBeWrittenDown() {
        assertEquals(
            List.of("lower long-line A.java from 1 to 0 in tidy.txt"),
            verdict(List.of(), limits("1 long-line A.java")));
    }

    @Test void aLongMethodIsFound() {
        assertEquals(List.of(Line.LONG_METHOD), found("void a() {" + "\n".repeat(70) + "}"));
        assertEquals(List.of(), found("void a() {" + "\n".repeat(69) + "}"));
    }

    @Test void aLongFileIsFoundUnlessItHoldsParameters() {
        String text = "class A {" + "\n".repeat(701) + "}";
        assertEquals(List.of(Line.LONG_FILE), lines("src/main/A.java", text));
        assertEquals(List.of(), lines("src/main/AParams.java", text));
    }

    @Test void manyParametersAreFoundUnlessARecordGathersThem() {
        assertEquals(List.of(Line.MANY_PARAMETERS), found("void a(int a, int b, int c, int d, int e) {}"));
        assertEquals(List.of(), found("record B(int a, int b, int c, int d, int e) {}"));
        assertEquals(List.of(), found("@Override public void a(int a, int b, int c, int d, int e) {}"));
    }

    @Test void deepNestingIsFound() {
        String three = "void a() { for (;;) { if (x) { try { %s } finally {} } } }";
        assertEquals(List.of(), found(three.formatted("b();")));
        assertEquals(List.of(Line.DEEP_NESTING), found(three.formatted("while (y) b();")));
        assertEquals(List.of(Line.DEEP_NESTING), found(three.formatted("b(() -> { c(); });")));
        assertEquals(List.of(Line.DEEP_NESTING), found(three.formatted("switch (x) { case 1 -> { c(); } }")));
    }

    @Test void aChainOfChoicesDoesNotNest() {
        assertEquals(List.of(), found("void a() { if (a) b(); else if (b) c(); else if (c) d(); else if (d) e(); }"));
    }

    @Test void aLongLineIsFoundAndCountsCharactersNotBytes() {
        assertEquals(List.of(Line.LONG_LINE), found("// " + "x".repeat(118)));
        assertEquals(List.of(), found("// " + "\u00c3\u00b6".repeat(117)));
    }

    @Test void aMarkOfUnfinishedWorkIsFound() {
        assertEquals(List.of(Line.OPEN_MARK), found("// TO" + "DO: later"));
        assertEquals(List.of(), found("// TODOS"));
    }

    @Test void aTestThatMayNotRunIsFound() {
        assertEquals(List.of(Line.SKIPPED_TEST), test("@Disabled void a() {}"));
        assertEquals(List.of(Line.SKIPPED_TEST), test("void a() { Assumptions.assumeTrue(x); }"));
        assertEquals(List.of(Line.SKIPPED_TEST), test("@EnabledIfSystemProperty(named = \"x\") void a() {}"));
    }

    @Test void aTestThatSleepsIsFound() {
        assertEquals(List.of(Line.SLEEPING_TEST), test("void a() { Thread.sleep(1); }"));
        assertEquals(List.of(Line.SLEEPING_TEST), test("void a() { TimeUnit.SECONDS.sleep(1); }"));
    }

    @Test void aStaticThatCanChangeIsFound() {
        assertEquals(List.of(Line.MUTABLE_STATIC), found("static int a;"));
        assertEquals(List.of(Line.MUTABLE_STATIC), found("static final Map<A, B> A = new java.util.HashMap<>();"));
        assertEquals(List.of(), found("static final int A = 1; int b; interface C { int D = 1; } enum E { F }"));
    }

    @Test void aNullGivenBackIsFound() {
        assertEquals(List.of(Line.RETURNED_NULL), found("A a() { return null; }"));
        assertEquals(List.of(Line.RETURNED_NULL), found("A a() { return x ? b : (null); }"));
        assertEquals(List.of(), found("A a() { return b(() -> { return null; }); }"));
        assertEquals(List.of(), test("A a() { return null; }"));
    }

    @Test void inheritanceIsFound() {
        assertEquals(List.of(Line.INHERITANCE), found("class B extends A {}"));
        assertEquals(List.of(), found("class B extends java.io.InputStream implements C {}"));
        assertEquals(List.of(), found("class BException extends CException {} class CException extends Exception {}"));
    }

    private static List<Line> found(String members) {
        return lines("src/main/A.java", "class A {\n" + members + "\n}\n");
    }

    private static List<Line> test(String members) {
        return lines("src/test/A.java", "class A {\n" + members + "\n}\n");
    }

    private static List<Line> lines(String path, String text) {
        return Sources.parse(Map.of(path, text)).offences().stream().map(Offence::line).toList();
    }

    /// What has to be done: offences above the number that is allowed, numbers that have become too large.
    private static List<String> verdict(List<Offence> offences, Map<String, Integer> limits) {
        var found = offences.stream().collect(Collectors.groupingBy(one -> one.line().key() + " " + one.file()));
        var verdict = new ArrayList<String>();
        new TreeMap<>(found).forEach((key, places) -> {
            if (places.size() > limits.getOrDefault(key, 0))
                places.forEach(place -> verdict.add(place.toString()));
        });
        limits.forEach((key, limit) -> {
            int now = found.getOrDefault(key, List.of()).size();
            if (now < limit) verdict.add("lower " + key + " from " + limit + " to " + now + " in tidy.txt");
        });
        return verdict;
    }

    /// Numbers by red line and file, from lines like `3 long-line path`.
    private static Map<String, Integer> limits(String text) {
        var limits = new TreeMap<String, Integer>();
        for (String line : text.split("\n"))
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] words = line.split(" ", 2);
                limits.put(words[1], Integer.valueOf(words[0]));
            }
        return limits;
    }

    private static Map<String, String> texts() {
        Path root = Project.root();
        var texts = new TreeMap<String, String>();
        for (Path file : Project.files(root, ".java")) texts.put(root.relativize(file).toString(), Project.read(file));
        assertTrue(texts.size() > 20, "no sources found in " + root);
        return texts;
    }
}
