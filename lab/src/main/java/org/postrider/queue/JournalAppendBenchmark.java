package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
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

/// Records appended to a journal of files. `-t 100` shows what sharing one sync is worth; the folder is below
/// `-Dlab.folder` (default: the temporary one), which should be on the kind of disk that is asked about.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class JournalAppendBenchmark {
    @Param({"300", "4096", "65536"})
    private int bytes;

    private Path folder;
    private JournalMedium medium;
    private Journal journal;
    private byte[] body;

    @Setup(Level.Iteration) public void open() throws IOException {
        body = new byte[bytes];
        new Random(bytes).nextBytes(body);
        folder = Files.createTempDirectory(Path.of(System.getProperty("lab.folder", "/tmp")), "journal");
        medium = new FileMedium(folder);
        medium.takeOver();
        var setup = new Journal.Setup(
            Journal.Sizes.DEFAULT, 0x4c414221, 0, () -> 0L, () -> {}, why -> System.err.println(why));
        journal = new Journal(medium, new Segments(), setup);
        journal.start();
    }

    @TearDown(Level.Iteration) public void close() throws IOException {
        journal.close();
        medium.close();
        try (var tree = Files.walk(folder)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    /// A message that somebody waits for: on the disk when this returns.
    @Benchmark public long committed() throws IOException {
        return journal.commit(Frame.MESSAGE, 0, ByteBuffer.wrap(body));
    }

    /// A note that rides along with the next sync. Its record is released at once, as nothing but a failed disk asks
    /// for it again.
    @Benchmark public boolean noted() throws IOException {
        return journal.release(journal.append(Frame.MESSAGE, 0, ByteBuffer.wrap(body)));
    }
}
