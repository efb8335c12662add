package org.postrider.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.config.Settings;
import org.postrider.log.LogSink;
import org.postrider.queue.Envelope;
import org.postrider.queue.JournalQueueStore;
import org.postrider.queue.QueueStore;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Messages through all rooms, in this process: from the door of the queue to a Maildir or back to the sender.
class WholeWayTest {
    @TempDir Path top;
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private QueueStore store;
    private Services services;

    @BeforeEach void start() throws IOException {
        var folder = TryFolder.unattended(top);
        var site = Site.read(new Start(folder.conf().toString(), Start.Role.TRY, top, false), Declared.all());
        var layout = Layout.of(site.settings());
        layout.prepare(Layout.Owner.SELF);
        LogSink sink = (severity, tag, number, text) -> log.add(tag + ": " + severity.word() + text);
        var ground = Ground.of(layout, sink, Time.system(), false);
        store = JournalQueueStore.open(layout.queue(), site.settings(), ground.time(),
            ground.log(Settings.of(java.util.Map.of()), "qmgr"));
        services = new Services(site, ground, store);
        services.recover();
    }

    @AfterEach void stop() throws IOException, InterruptedException {
        services.close(Duration.ofSeconds(5));
        store.close();
    }

    @Test void aMessageEndsInTheMaildirsOfItsRecipients() throws Exception {
        String id = send("alice@example.test", "alice@example.test", "bob@example.test");
        await(id + ": removed");
        for (String user : List.of("alice", "bob")) {
            String mail = only(top.resolve("mail").resolve(user).resolve("new"));
            assertTrue(mail.startsWith("Return-Path: <alice@example.test>\nX-Original-To: " + user
                + "@example.test\nDelivered-To: " + user + "@example.test\n"), mail);
            assertTrue(mail.contains("\nSubject: through all rooms\n"), mail);
            assertTrue(mail.endsWith("\n\nHello.\n"), mail);
        }
    }

    @Test void anUnknownRecipientComesBackToTheSender() throws Exception {
        String id = send("alice@example.test", "nobody@example.test");
        await(id + ": removed", "status=sent (delivered to maildir)");
        String bounce = only(top.resolve("mail/alice/new"));
        assertTrue(bounce.contains("Subject: Undelivered Mail Returned to Sender"), bounce);
        assertTrue(bounce.contains("<nobody@example.test>: unknown user: \"nobody@example.test\""), bounce);
        assertTrue(bounce.contains("Action: failed\nStatus: 5.1.1"), bounce);
    }

    private String send(String from, String... to) throws IOException {
        byte[] content = Latin1.bytes("Received: by a test\nSubject: through all rooms\n\nHello.\n");
        try (var draft = services.intake().begin(Envelope.of(new Address(from), Time.system().now()),
                Intake.Source.NETWORK)) {
            for (String recipient : to)
                draft.recipient(new Address(recipient), new Address(recipient), "", Set.of());
            draft.content(content, 0, content.length);
            assertInstanceOf(Draft.Verdict.Queued.class, draft.commit(), log::toString);
            return draft.id().text();
        }
    }

    /// Returns when all of these were logged, in whatever order.
    private void await(String... what) throws InterruptedException {
        var seen = new StringBuilder();
        while (!List.of(what).stream().allMatch(text -> seen.indexOf(text) >= 0)) {
            String line = log.poll(20, TimeUnit.SECONDS);
            assertTrue(line != null, "not logged: " + List.of(what) + "; but:\n" + seen);
            seen.append(line).append('\n');
        }
    }

    private static String only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var all = files.toList();
            assertEquals(1, all.size());
            return Latin1.of(Files.readAllBytes(all.getFirst()));
        }
    }
}
