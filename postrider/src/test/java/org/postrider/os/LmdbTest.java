package org.postrider.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.os.Lmdb.Mode;
import org.postrider.os.Lmdb.Opening;

/// Where the library is not installed, only what is said of that can be tested.
class LmdbTest {
    private final boolean installed = !(Lmdb.open("/no/such/file", Mode.READ) instanceof Opening.NotAvailable);
    @TempDir Path folder;

    private Lmdb open(String name, Mode mode) {
        return assertInstanceOf(Opening.Opened.class, Lmdb.open(folder + "/" + name, mode)).lmdb();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static Optional<String> get(Lmdb lmdb, String key) throws IOException {
        return lmdb.get(bytes(key)).map(value -> new String(value, ISO_8859_1));
    }

    @Test void theMissingFileIsNotTheMissingLibrary() {
        var opening = Lmdb.open(folder + "/none.lmdb", Mode.READ);
        assertEquals(installed ? new Opening.Failed("No such file or directory", Optional.of(Errno.ENOENT))
            : new Opening.NotAvailable("lmdb: the library liblmdb.so.0 is not installed (Debian and Ubuntu: apt-get "
                + "install liblmdb0; Fedora and Red Hat: dnf install lmdb-libs)"), opening);
    }

    @Test void whatIsCommittedIsFoundAndNothingElse() throws IOException {
        if (!installed) return;
        try (var out = open("t.lmdb", Mode.REPLACE)) {
            assertTrue(out.put(bytes("key"), bytes("value"), false));
            assertTrue(out.put(bytes("empty"), bytes(""), false));
            assertFalse(out.put(bytes("key"), bytes("second"), false));
            assertEquals(Optional.of("value"), get(out, "key"));
            assertTrue(out.put(bytes("key"), bytes("third"), true));
            assertThrows(IOException.class, () -> out.put(new byte[512], bytes("v"), false));
            assertThrows(IOException.class, () -> out.put(new byte[0], bytes("v"), false));
            out.commit();
            assertTrue(out.put(bytes("lost"), bytes("x"), false));
        }
        try (var in = open("t.lmdb", Mode.READ)) {
            assertEquals(Optional.of("third"), get(in, "key"));
            assertEquals(Optional.of(""), get(in, "empty"));
            assertEquals(Optional.empty(), get(in, "lost"));
            assertEquals(Optional.empty(), get(in, ""));
            assertEquals(Optional.empty(), get(in, "x".repeat(512)));
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of("t.lmdb"), files.map(path -> path.getFileName().toString()).toList());
        }
    }

    @Test void anOpenReaderSeesWhatAWriterCommits() throws IOException {
        if (!installed) return;
        open("t.lmdb", Mode.REPLACE).close();
        try (var out = open("t.lmdb", Mode.UPDATE)) {
            out.put(bytes("a"), bytes("1"), false);
            out.commit();
            try (var in = open("t.lmdb", Mode.READ)) {
                out.put(bytes("b"), bytes("2"), false);
                assertEquals(Optional.empty(), get(in, "b"));
                out.commit();
                assertEquals(Optional.of("2"), get(in, "b"));
                assertTrue(out.delete(bytes("a")));
                assertFalse(out.delete(bytes("a")));
                out.commit();
                assertEquals(Optional.empty(), get(in, "a"));
            }
        }
        try (var out = open("t.lmdb", Mode.REPLACE)) {
            assertEquals(Optional.empty(), get(out, "b"));
        }
        try (var in = open("t.lmdb", Mode.READ)) {
            assertEquals(Optional.of("2"), get(in, "b"), "a replacement that was not committed is none");
        }
    }

    @Test void aFileGrowsAsNeededAndManyThreadsReadIt() throws Exception {
        if (!installed) return;
        try (var out = open("big.lmdb", Mode.REPLACE)) {
            for (int i = 0; i < 30_000; i++) out.put(bytes("key" + i), bytes("v".repeat(1000) + i), false);
            out.commit();
        }
        assertTrue(Files.size(folder.resolve("big.lmdb")) > 20 << 20);
        try (var in = open("big.lmdb", Mode.READ); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> lookups = IntStream.range(0, 2000).<Callable<Boolean>>mapToObj(
                i -> () -> get(in, "key" + i * 15).equals(Optional.of("v".repeat(1000) + i * 15))).toList();
            for (var found : threads.invokeAll(lookups)) assertTrue(found.get());
            var keys = new ArrayList<String>();
            in.forEach((key, _) -> keys.add(new String(key, ISO_8859_1)) && keys.size() < 3);
            assertEquals(List.of("key0", "key1", "key10"), keys);
            var all = new int[1];
            in.forEach((_, _) -> ++all[0] > 0);
            assertEquals(30_000, all[0]);
        }
    }

    @Test void aFileThatIsNoDatabaseIsRefused() throws IOException {
        if (!installed) return;
        Files.writeString(folder.resolve("bad.lmdb"), "this is a text file\n".repeat(1000));
        var why = assertInstanceOf(Opening.Failed.class, Lmdb.open(folder + "/bad.lmdb", Mode.READ)).why();
        assertTrue(why.startsWith("MDB_INVALID"), why);
    }

    @Test void aClosedFileTellsNothing() throws IOException {
        if (!installed) return;
        open("c.lmdb", Mode.REPLACE).close();
        // an environment without a commit has no database yet, but can be read
        var in = open("c.lmdb", Mode.READ);
        assertEquals(Optional.empty(), get(in, "a"));
        in.close();
        assertThrows(IOException.class, () -> get(in, "a"));
    }
}
