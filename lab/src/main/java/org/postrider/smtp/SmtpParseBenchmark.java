package org.postrider.smtp;

import java.util.List;
import java.util.Set;
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
import org.openjdk.jmh.infra.Blackhole;
import org.postrider.text.Latin1;

/// What a client says, read: the commands of one message, and its content as it comes on the line.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmtpParseBenchmark {
    private static final Set<Keyword> OFFERED = Set.of(Keyword.SIZE, Keyword.EIGHTBITMIME, Keyword.DSN);
    private static final List<String> LINES = List.of("EHLO client.example.org",
        "MAIL FROM:<somebody@example.org> SIZE=4096 BODY=8BITMIME RET=HDRS ENVID=abc",
        "RCPT TO:<somebody.else@example.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;x@example.test", "DATA");

    @Param({"4096", "65536"})
    private int bytes;

    /// of the network's reads
    @Param({"1460", "16384"})
    private int piece;

    private byte[] content;

    @Setup public void content() {
        var text = new StringBuilder(bytes + 100);
        while (text.length() < bytes)
            text.append("A line of an ordinary message, neither short nor long: 72 bytes.\r\n");
        content = Latin1.bytes(text.append("..stuffed\r\n.\r\n").toString());
    }

    /// Four command lines, divided and understood.
    @Benchmark public void commands(Blackhole hole) {
        for (String line : LINES) {
            var command = Command.parse(line);
            hole.consume(command);
            switch (command.verb()) {
                case MAIL -> hole.consume(MailOptions.parse(command.words().subList(3, command.count()), OFFERED));
                case RCPT -> hole.consume(RcptOptions.parse(command.words().subList(3, command.count()), OFFERED));
                default -> hole.consume(command.count());
            }
        }
    }

    /// Content of DATA: dots, line ends, the end.
    @Benchmark public boolean content(Blackhole hole) {
        var reader = ContentReader.data(BareLf.NORMALIZE, 0, (in, offset, length) -> hole.consume(length));
        for (int at = 0; at < content.length; at += piece)
            reader.feed(content, at, Math.min(at + piece, content.length));
        return reader.ended();
    }
}
