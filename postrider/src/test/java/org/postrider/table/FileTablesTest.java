package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.postrider.table.Bench.ask;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTablesTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach void begin() {
        bench = new Bench(folder);
    }

    static Map<String, String> entries(Table table) {
        var all = new TreeMap<String, String>();
        ((Listed) ((Checked) table).table()).list(all::put);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"hash,real-hash,.db", "btree,real-btree,.db", "cdb,real-cdb,.cdb", "lmdb,real-lmdb,.lmdb"})
    void filesOfTheRealToolsAreRead(String type, String name, String suffix) {
        bench.recorded(name + suffix);
        var table = bench.strict().open(type + ":" + bench.path(name));
        assertEquals("value one", ask(table, "KEY1"));
        assertEquals("two", ask(table, "key2"));
        assertEquals("y".repeat(5000), ask(table, "huge"));
        assertEquals("-", ask(table, "key3"));
        assertEquals("-", ask(table, ""));
        assertEquals(Map.of("key1", "value one", "key2", "two", "huge", "y".repeat(5000)), entries(table));
    }

    @Test void aFileOfAnotherKindIsRefused() {
        bench.recorded("real-btree.db");
        var fault = assertThrows(TableException.class, () -> bench.strict().open("hash:" + bench.path("real-btree")));
        assertEquals("open database " + bench.path("real-btree.db") + ": Invalid argument", fault.getMessage());
    }

    @Test void aDamagedFileCannotTell() throws IOException {
        var file = bench.recorded("real-btree.db");
        byte[] bytes = Files.readAllBytes(file);
        bytes[88] = 99;
        Files.write(file, bytes);
        var table = bench.tables().open("btree:" + bench.path("real-btree"));
        assertEquals("?", ask(table, "key1"));
        assertEquals(List.of("warning: btree:" + bench.path("real-btree") + ": damaged database: page 99 is missing"),
            bench.log);
    }

    @Test void everyByteOfAFileMayBeWrong() throws IOException {
        for (String type : List.of("hash", "btree")) {
            byte[] bytes = Files.readAllBytes(bench.recorded("real-" + type + ".db"));
            for (int at = 0; at < bytes.length; at += 7) {
                byte[] wrong = bytes.clone();
                wrong[at] ^= (byte) 0xff;
                survives(type, wrong);
            }
        }
    }

    /// Any answer will do; what counts is that there is one.
    private static void survives(String type, byte[] content) {
        try {
            var index = type.equals("hash") ? DbHash.of(ByteBuffer.wrap(content)) : DbTree.of(ByteBuffer.wrap(content));
            index.find(new byte[] { 'k', 'e', 'y', '1', 0 });
            index.each((_, _) -> { });
        } catch (TableException damage) {
            assertEquals(true, damage.getMessage().length() > 3);
        }
    }

    @Test void textIsReadAsItIs() {
        bench.write("t", "Key one\n  continued\nkey2\ttwo\n# no\ndup a\ndup b\nlone\n\"a b\" c\n\"x y\nalias: z\n");
        var table = bench.strict().open("texthash:" + bench.path("t"));
        assertEquals("one  continued", ask(table, "KEY"));
        assertEquals("a", ask(table, "dup"));
        assertEquals("c", ask(table, "\"a b\""));
        String where = "warning: " + bench.path("t") + ", line ";
        assertEquals(List.of(where + "6: duplicate entry: \"dup\"",
            where + "7: expected format: key whitespace value -- ignoring this line",
            where + "9: unbalanced '\"' in '\"x y' -- ignoring this line",
            where + "10: record is in \"key: value\" format; is this an alias file?"), bench.log);
    }

    @Test void aMissingFileIsAnErrorUntilItIsThere() {
        var table = bench.tables().open("texthash:" + bench.path("t"));
        assertEquals("error: open database " + bench.path("t") + ": No such file or directory", bench.log.getFirst());
        assertEquals("?", ask(table, "k"));
        bench.rewrite("t", "k v\n", 1);
        bench.clock.pass(Duration.ofSeconds(1));
        assertEquals("v", ask(table, "k"));
    }

    @Test void aChangedFileIsReadAgainAfterASecond() {
        bench.rewrite("t", "k v\n", 1);
        var table = bench.tables().open("texthash:" + bench.path("t"));
        assertEquals("v", ask(table, "k"));
        bench.rewrite("t", "k w\n", 2);
        assertEquals("v", ask(table, "k"));
        bench.clock.pass(Duration.ofSeconds(1));
        assertEquals("w", ask(table, "k"));
        assertEquals(List.of(), bench.log);
    }

    @Test void anOutdatedIndexIsWarnedOf() {
        bench.recorded("real-hash.db");
        bench.rewrite("real-hash", "new x\n", 999_000_000);
        bench.strict().open("hash:" + bench.path("real-hash"));
        assertEquals(List.of("warning: database " + bench.path("real-hash.db") + " is older than source file "
            + bench.path("real-hash")), bench.log);
    }
}
