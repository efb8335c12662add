package org.postrider.cleanup;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueEntry;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// One message through cleanup, from its envelope to its last byte, into a queue that keeps nothing.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeaderPassBenchmark {
    private static final String HEADER = """
        Received: from client.example.org (client.example.org [192.0.2.1])
        \tby mx.example.test (Postrider) with ESMTP id 4bXyZ12345
        \tfor <you@example.test>; Wed, 25 Nov 2026 04:00:00 +0000 (UTC)
        From: "Some Body" <somebody@example.org>
        To: You <you@example.test>, "Another, One" <another@example.test>
        Subject: an ordinary message
        Date: Wed, 25 Nov 2026 04:00:00 +0000
        Message-ID: <1234567890.abcdef@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        X-Mailer: benchmark

        """;

    @Param({"4096", "65536"})
    private int bytes;

    private Cleanup cleanup;
    private Envelope envelope;
    private byte[] content;

    @Setup public void set() {
        var settings = Settings.of(Map.of("myhostname", "mx.example.test", "mydomain", "example.test"), Map.of());
        var log = new Log((_, _, _, _) -> {}, "postfix/cleanup", 1);
        cleanup = new Cleanup(settings, new Parts(new Nowhere(), new TrivialRewriter(settings),
            Tables.of(settings, log), _ -> new MatchList.Answer.NoMatch(), Time.system(), log, _ -> {},
            (_, _) -> false));
        envelope = Envelope.of(new Address("somebody@example.org"), Instant.now());
        var text = new StringBuilder(HEADER);
        while (text.length() < bytes) text.append("A line of an ordinary message, neither short nor long: 72 bytes.\n");
        content = Latin1.bytes(text.toString());
    }

    @Benchmark public Draft.Verdict message() throws IOException {
        try (var draft = cleanup.begin(envelope, Intake.Source.NETWORK)) {
            var recipient = new Address("you@example.test");
            draft.recipient(recipient, recipient, "", Set.of());
            draft.content(content, 0, content.length);
            return draft.commit();
        }
    }

    /// Takes messages and forgets them.
    private static final class Nowhere implements QueueStore {
        private int next;

        @Override public Incoming begin() {
            var id = new QueueId("Q" + next++);
            return new Incoming() {
                private long size;

                @Override public QueueId id() {
                    return id;
                }

                @Override public void write(byte[] from, int offset, int length) {
                    size += length;
                }

                @Override public long size() {
                    return size;
                }

                @Override public Content publish(Envelope envelope, List<Recipient> recipients, QueueName queue) {
                    return Content.of(new byte[0]);
                }

                @Override public void close() {
                    size = 0;
                }
            };
        }

        @Override public void forEach(Consumer<QueueEntry> each) {}

        @Override public Optional<QueueEntry> entry(QueueId id) {
            return Optional.empty();
        }

        @Override public Optional<QueuedMessage> read(QueueId id) {
            return Optional.empty();
        }

        @Override public void record(QueueId id, List<Attempt> attempts) {}

        @Override public void defer(QueueId id, Instant nextTry) {}

        @Override public boolean move(QueueId id, QueueName to) {
            return false;
        }

        @Override public boolean expire(QueueId id) {
            return false;
        }

        @Override public void amend(QueueId id, Envelope envelope) {}

        @Override public boolean remove(QueueId id) {
            return false;
        }

        @Override public long free() {
            return Long.MAX_VALUE;
        }

        @Override public void close() {}
    }
}
