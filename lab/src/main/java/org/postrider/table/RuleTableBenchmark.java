package org.postrider.table;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postrider.config.Settings;
import org.postrider.log.Log;

/// A line of a message against 200 rules of the kind that header_checks has, none of which fits.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class RuleTableBenchmark {
    private static final int RULES = 200;
    private static final String[] WORDS = {"viagra", "casino", "lottery", "winner", "urgent", "replica", "rolex"};
    private static final String LINE =
        "Subject: the quick brown fox jumps over the lazy dog and sends a rather normal mail today";

    @Param({"regexp", "pcre"})
    private String type;

    private Table table;

    @Setup public void open() {
        var log = new Log((_, _, _, text) -> System.err.println(text), "lab", 0);
        var rules = new StringBuilder();
        for (int i = 0; i < RULES; i++) rules.append("{").append(rule(WORDS[i % WORDS.length], i)).append(" REJECT} ");
        table = Tables.strict(Settings.of(Map.of("smtputf8_enable", "yes")), log, World.real())
            .open(type + ":{" + rules + "}", Use.EXACT);
    }

    private static String rule(String word, int i) {
        return switch (i % 4) {
            case 0 -> "/^Subject:.*" + word + i + "/";
            case 1 -> "/" + word + "[0-9]+x" + i + "/";
            case 2 -> "/(free|cheap|best) " + word + i + "/";
            default -> "/^X-Mailer: .*" + i + "$/";
        };
    }

    @Benchmark public Table.Answer line() {
        return table.lookup(LINE);
    }
}
