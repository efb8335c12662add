package org.postrider.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.postrider.config.Settings;
import org.postrider.log.Log;

/// Lookups in tables of 100,000 entries, half of the keys there; `-t 100` for as many sessions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class TableLookupBenchmark {
    private static final int ENTRIES = 100_000;

    @Param({"hash", "btree", "cdb", "lmdb", "texthash", "cidr"})
    private String type;

    private Path folder;
    private Table table;
    private String[] keys;

    @Setup(Level.Trial) public void open() throws IOException {
        folder = Files.createTempDirectory("tables");
        var log = new Log((_, _, _, text) -> System.err.println(text), "lab", 0);
        var settings = Settings.of(Map.of("smtputf8_enable", "yes"));
        keys = new String[2 * ENTRIES];
        for (int i = 0; i < keys.length; i++) keys[i] = key(i);
        String name = folder.resolve("map").toString();
        var tables = Tables.strict(settings, log, World.real());
        if (TableMaker.makes(type)) make(tables, name);
        else write(name);
        table = Tables.of(settings, log).open(type + ":" + name);
    }

    private String key(int i) {
        return type.equals("cidr") ? "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)
            : "user" + i + "@example" + i % 100 + ".com";
    }

    private void make(Tables tables, String name) {
        var job = new TableMaker.Job(type, name, TableMaker.Start.EMPTY, Use.FOLDED, TableMaker.Duplicates.WARN);
        try (var maker = TableMaker.open(tables, job)) {
            for (int i = 0; i < ENTRIES; i++) maker.put(keys[i], "value " + i);
            maker.save(new TableMaker.Rights.Mine(0600));
        }
    }

    private void write(String name) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < ENTRIES; i++) text.append(keys[i]).append("\tvalue ").append(i).append('\n');
        Files.writeString(Path.of(name), text, StandardCharsets.ISO_8859_1);
    }

    @TearDown(Level.Trial) public void close() throws IOException {
        try (var tree = Files.walk(folder)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    @Benchmark public Table.Answer lookup() {
        return table.lookup(keys[ThreadLocalRandom.current().nextInt(keys.length)]);
    }
}
