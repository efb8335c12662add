package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postrider.table.Bench.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.table.TableMaker.Duplicates;
import org.postrider.table.TableMaker.Job;
import org.postrider.table.TableMaker.Start;

class TableMakerTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach void begin() {
        bench = new Bench(folder);
    }

    private void make(String type, Map<String, String> entries) {
        change(type, Start.EMPTY, Duplicates.WARN, entries);
    }

    private void change(String type, Start start, Duplicates duplicates, Map<String, String> entries) {
        var job = new Job(type, bench.path("t"), start, Use.FOLDED, duplicates);
        try (var maker = TableMaker.open(bench.strict(), job)) {
            entries.forEach(maker::put);
            maker.save(new TableMaker.Rights.Mine(0644));
        }
    }

    private boolean delete(String type, String key) {
        var job = new Job(type, bench.path("t"), Start.FILE, Use.FOLDED, Duplicates.WARN);
        try (var maker = TableMaker.open(bench.strict(), job)) {
            boolean found = maker.delete(key);
            maker.save(new TableMaker.Rights.Mine(0644));
            return found;
        }
    }

    private Table table(String type) {
        return bench.strict().open(type + ":" + bench.path("t"));
    }

    @ParameterizedTest @ValueSource(strings = {"hash", "btree", "cdb", "lmdb"})
    void whatWasWrittenIsFound(String type) {
        for (int count : new int[] {0, 1, 40, 5000}) {
            var entries = new TreeMap<String, String>();
            for (int i = 0; i < count; i++) entries.put("user" + i + "@example.com", "v".repeat(i % 90 + 1));
            if (count > 1) entries.put("huge", "y".repeat(20_000));
            if (count > 1) entries.put("k".repeat(500), "long key");
            make(type, entries);
            var table = table(type);
            assertEquals(entries, FileTablesTest.entries(table));
            entries.forEach((key, value) -> assertEquals(value, ask(table, key)));
            assertEquals("-", ask(table, "user" + count + "@example.com"));
        }
        assertEquals(List.of(), bench.log);
    }

    @ParameterizedTest @ValueSource(strings = {"hash", "btree", "cdb"})
    void longKeysHavePagesOfTheirOwn(String type) {
        var entries = new TreeMap<String, String>();
        for (int i = 0; i < 50; i++) entries.put("k".repeat(3000 + i) + i, "v" + i);
        make(type, entries);
        assertEquals(entries, FileTablesTest.entries(table(type)));
        entries.forEach((key, value) -> assertEquals(value, ask(table(type), key)));
    }

    @ParameterizedTest @ValueSource(strings = {"hash", "btree", "lmdb"})
    void entriesComeAndGo(String type) {
        make(type, Map.of("Key", "one", "other", "two"));
        assertTrue(delete(type, "KEY"));
        assertTrue(!delete(type, "key"));
        change(type, Start.FILE_OR_EMPTY, Duplicates.WARN, Map.of("new", "three", "other", "four"));
        assertEquals(Map.of("new", "three", "other", "two"), FileTablesTest.entries(table(type)));
        String name = type.equals("lmdb") ? "lmdb:" + bench.path("t") : bench.path("t.db");
        assertEquals(List.of("warning: " + name + ": duplicate entry: \"other\""), bench.log);
        change(type, Start.FILE, Duplicates.REPLACE, Map.of("other", "five"));
        change(type, Start.FILE, Duplicates.IGNORE, Map.of("new", "six"));
        assertEquals(Map.of("new", "three", "other", "five"), FileTablesTest.entries(table(type)));
    }

    @Test void aFileThatIsThereKeepsItsRights() throws IOException {
        make("hash", Map.of("a", "1"));
        Files.setPosixFilePermissions(folder.resolve("t.db"), PosixFilePermissions.fromString("rw-r-----"));
        make("hash", Map.of("a", "2"));
        assertEquals("2", ask(table("hash"), "a"));
        assertEquals("rw-r-----",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("t.db"))));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test void aSymbolicLinkStaysOne() throws IOException {
        make("btree", Map.of("a", "1"));
        Files.move(folder.resolve("t.db"), folder.resolve("real.db"));
        Files.createSymbolicLink(folder.resolve("t.db"), folder.resolve("real.db"));
        make("btree", Map.of("a", "2"));
        assertTrue(Files.isSymbolicLink(folder.resolve("t.db")));
        assertEquals("2", ask(table("btree"), "a"));
    }

    @Test void whatCannotBeMadeSaysSo() {
        assertEquals("unsupported map type: nosuch", refusal("nosuch", Start.EMPTY));
        assertEquals("no 'map create' support for this type: regexp", refusal("regexp", Start.EMPTY));
        assertEquals("texthash:" + bench.path("t") + " map requires O_RDONLY access mode",
            refusal("texthash", Start.FILE));
        assertEquals("unsupported non-bulk change request", refusal("cdb", Start.FILE));
        assertEquals("open database " + bench.path("t.db") + ": No such file or directory",
            refusal("hash", Start.FILE));
    }

    @Test void onlyAnLmdbFileIsMadeToTakeKeysOutOfIt() {
        var job = new Job("lmdb", bench.path("t"), Start.FILE, Use.FOLDED, Duplicates.WARN);
        try (var table = TableMaker.open(bench.strict(), job)) {
            assertFalse(table.delete("a"));
        }
        assertTrue(Files.exists(folder.resolve("t.lmdb")));
    }

    private String refusal(String type, Start start) {
        var job = new Job(type, bench.path("t"), start, Use.FOLDED, Duplicates.WARN);
        return assertThrows(TableException.class, () -> TableMaker.open(bench.strict(), job).close()).getMessage();
    }

    @Test void keysMayEndWithNulOrNot() throws IOException {
        make("cdb", Map.of("key", "value"));
        assertTrue(!new String(Files.readAllBytes(folder.resolve("t.cdb"))).contains("key\0"));
        make("hash", Map.of("key", "value"));
        assertTrue(new String(Files.readAllBytes(folder.resolve("t.db"))).contains("key\0"));
    }

    @ParameterizedTest @ValueSource(strings = {"hash", "cdb", "lmdb"})
    void aServiceSeesTheNewTable(String type) throws IOException {
        make(type, Map.of("a", "1"));
        var table = bench.tables().open(type + ":" + bench.path("t"));
        assertEquals("1", ask(table, "a"));
        make(type, Map.of("a", "2", "b", "3"));
        bench.clock.pass(Duration.ofSeconds(1));
        assertEquals("2", ask(table, "a"));
        String file = "t" + (type.equals("hash") ? ".db" : "." + type);
        Files.move(folder.resolve(file), folder.resolve("gone"));
        bench.clock.pass(Duration.ofSeconds(1));
        assertEquals("?", ask(table, "a"));
        Files.move(folder.resolve("gone"), folder.resolve(file));
        bench.clock.pass(Duration.ofSeconds(1));
        assertEquals("3", ask(table, "b"));
    }
}
