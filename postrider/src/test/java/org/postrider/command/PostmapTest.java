package org.postrider.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmapTest {
    @TempDir Path folder;

    @BeforeEach void configure() throws IOException {
        Files.writeString(folder.resolve("main.cf"), "compatibility_level = 3.11\nmyhostname = mx.example.test\n");
    }

    /// What is printed, what is complained of, and the status.
    private String run(String input, String program, String... arguments) {
        var calls = Calls.of(input, Map.of("MAIL_CONFIG", folder.toString()), program, arguments);
        int status = Main.run(calls.call());
        return (calls.written() + calls.complaints()).replace(folder.toString(), "F") + status;
    }

    private String table(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @ParameterizedTest @ValueSource(strings = {"hash", "btree", "cdb"})
    void whatAFileSaysCanBeAskedForAndListed(String type) throws IOException {
        String map = type + ":" + table("map", "Key value one\nb two\n  lines\n");
        assertEquals("0", run("", "postmap", map));
        assertEquals("value one\n0", run("", "postmap", "-q", "kEy", map));
        assertEquals("two  lines\n0", run("", "postmap", "-q", "b", map));
        assertEquals("1", run("", "postmap", "-f", "-q", "Key", map));
        assertEquals("b\ttwo  lines\n0", run("none\nb\n", "postmap", "-q", "-", map));
        assertEquals("{\"key\": \"value one\"}\n0", run("", "postmap", "-jq", "key", map));
    }

    @Test void aSecondValueIsWarnedOfReplacedOrIgnored() throws IOException {
        String map = "hash:" + table("map", "k one\nK two\n");
        assertEquals("postmap: warning: F/map.db: duplicate entry: \"k\"\n0", run("", "postmap", map));
        assertEquals("one\n0", run("", "postmap", "-q", "k", map));
        assertEquals("0", run("", "postmap", "-r", map));
        assertEquals("two\n0", run("", "postmap", "-q", "k", map));
        assertEquals("0", run("k three", "postmap", "-i", "-w", map));
        assertEquals("two\n0", run("", "postmap", "-q", "k", map));
        assertEquals("0", run("", "postmap", "-d", "k", map));
        assertEquals("1", run("", "postmap", "-d", "k", map));
    }

    @Test void headersAndBodyLinesOfAMessageAreKeys() throws IOException {
        String rules = "regexp:" + table("rules", "/^subject: (.*)/ H\n/^line/ B\n/x/ X\n");
        String message = "Subject: a\n b\nTo: c\n\nline 1\nother\nline 2";
        assertEquals("Subject: a\n b\tH\n0", run(message, "postmap", "-h", "-q", "-", rules));
        assertEquals("line 1\tB\nline 2\tB\n0", run(message, "postmap", "-b", "-q", "-", rules));
    }

    @Test void anAliasTableSaysWhoMadeIt() throws IOException {
        String map = "cdb:" + table("al", "A: b,c\nbad\n");
        assertEquals("postalias: warning: F/al, line 2: need name:value pair\n0", run("", "postalias", map));
        assertEquals("a:\tb, c\n@:\t@\nYP_LAST_MODIFIED:\tT\nYP_MASTER_NAME:\tmx.example.test\n0",
            run("", "postalias", "-s", map).replaceAll("\\d{10}", "T"));
    }

    @Test void newaliasesMakesTheTablesOfAliasDatabase() throws IOException {
        Files.writeString(folder.resolve("main.cf"), "alias_database = cdb:" + table("al", "a: b\n"));
        assertEquals("0", run("", "newaliases"));
        assertEquals("b\n0", run("", "postalias", "-q", "a", "cdb:" + folder + "/al"));
    }

    @ParameterizedTest @ValueSource(strings = {"-s -q k", "-i -d k", "-q k -q l"})
    void onlyOneThingIsDoneAtATime(String switches) {
        assertEquals("postmap: fatal: specify only one of -d -i -q or -s\n1",
            run("", "postmap", (switches + " hash:x").split(" ")));
    }

    @Test void whatCannotBeMadeOrReadIsSaid() {
        assertEquals("postmap: fatal: open F/none: No such file or directory\n1",
            run("", "postmap", "hash:" + folder + "/none"));
        assertEquals("postmap: fatal: open database F/none.db: No such file or directory\n1",
            run("", "postmap", "-q", "x", "hash:" + folder + "/none"));
        assertEquals("postmap: fatal: unsupported dictionary type: nosuch\n1",
            run("", "postmap", "-q", "x", "nosuch:x"));
    }
}
