package org.postrider.pickup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.address.Address;
import org.postrider.cleanup.Cleanup;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.os.Group;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.queue.Submission;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.testing.FakeTime;
import org.postrider.testing.MemoryStore;
import org.postrider.text.Latin1;

class PickupTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final Path SENDMAIL = Path.of("..", "bin", "sendmail").toAbsolutePath().normalize();

    @TempDir
    Path folder;
    private Path queue;
    private final MemoryStore store = new MemoryStore();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<QueuedMessage> returned = new ArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Map<String, String> main = new HashMap<>();
    private Users users = new One(new User("alice", 31_001, 100, "Alice Test,,,", "/", "/bin/sh"));

    /// Every file is this user's.
    private record One(User user) implements Users {
        @Override public Answer<User> user(String name) {
            return new Answer.Absent<>();
        }

        @Override public Answer<User> user(int uid) {
            return new Answer.Found<>(user);
        }

        @Override public Answer<Group> group(String name) {
            return new Answer.Absent<>();
        }

        @Override public Answer<Group> group(int gid) {
            return new Answer.Absent<>();
        }

        @Override public Answer<List<Integer>> groups(User of) {
            return new Answer.Absent<>();
        }
    }

    @BeforeEach void makeFolders() throws IOException {
        queue = folder.resolve("queue");
        Files.createDirectories(queue.resolve("maildrop"));
        Files.createDirectories(queue.resolve("corrupt"));
        main.putAll(Map.of("myhostname", "mx.example.test", "queue_directory", queue.toString()));
    }

    private Pickup pickup() {
        var settings = Settings.of(main, Map.of("myorigin", "$myhostname", "myhostname", "mx.example.test",
            "compatibility_level", "3.6"));
        var voice = new Log((severity, tag, _, text) -> log.add(tag + ": " + severity.word() + text),
            "pickup", 1);
        var quiet = new Log((_, _, _, _) -> { }, "cleanup", 1);
        var tables = Tables.of(settings, voice);
        var cleanup = new Cleanup(settings, new org.postrider.cleanup.Parts(store, new TrivialRewriter(settings),
            tables, _ -> new MatchList.Answer.NoMatch(), new FakeTime(NOW), quiet, _ -> arrived.release(),
            (_, _) -> false));
        return new Pickup(settings, new Parts(cleanup, (message, _) -> returned.add(message), users, tables,
            new FakeTime(NOW), voice));
    }

    private void scan() {
        var pickup = pickup();
        pickup.scan();
        pickup.close();
    }

    private record Ended(int status, String said) {}

    private Ended sendmail(String input, String... arguments) throws IOException, InterruptedException {
        var config = folder.resolve("conf");
        Files.createDirectories(config);
        Files.writeString(config.resolve("main.cf"), "queue_directory = " + queue + " \nmessage_size_limit=20000\n");
        var command = new ArrayList<String>(List.of("sh", SENDMAIL.toString(), "-C", config.toString()));
        command.addAll(List.of(arguments));
        var in = folder.resolve("in");
        Files.write(in, Latin1.bytes(input));
        var process = new ProcessBuilder(command).redirectInput(in.toFile()).redirectErrorStream(true).start();
        String said = Latin1.of(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "sendmail does not end");
        return new Ended(process.exitValue(), said);
    }

    private QueuedMessage submitted(String input, String... arguments) throws IOException, InterruptedException {
        assertEquals(new Ended(0, ""), sendmail(input, arguments));
        scan();
        assertEquals(List.of(), drops());
        return store.messages().getLast();
    }

    private List<Path> drops() throws IOException {
        try (var files = Files.list(queue.resolve("maildrop"))) {
            return files.toList();
        }
    }

    private static String text(QueuedMessage message) {
        try (var in = message.content().open()) {
            return Latin1.of(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> recipients(QueuedMessage message) {
        return message.recipients().stream().map(Recipient::original).map(Address::text).toList();
    }

    private Path drop(String content) throws IOException {
        var file = queue.resolve("maildrop/x");
        Files.write(file, Latin1.bytes(content));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
        return file;
    }

    @Test void whatSendmailTakesComesIntoTheQueue() throws Exception {
        var message = submitted("Subject: x\n\nbody\n", "bob");
        String text = text(message);
        assertTrue(text.startsWith("Received: by mx.example.test (Postfix, from userid "), text);
        assertTrue(text.contains(")\n\tid Q1; "), text);
        assertTrue(text.contains("\nFrom: Alice Test <alice@mx.example.test>\n"), text);
        assertTrue(text.endsWith("\n\nbody\n"), text);
        assertEquals("alice@mx.example.test", message.envelope().sender().text());
        assertEquals(List.of("bob"), recipients(message));
        assertTrue(log.getLast().matches("pickup: Q1: uid=\\d+ from=<alice>"), log.toString());
    }

    @Test void senderNameAndRecipientsAreReadFromTheCommandLine() throws Exception {
        var message = submitted("\n", "-tif", "Joe <joe@there.test>", "-F", "J. \"X\" Doe", "-oem", "-om",
            "-B8BITMIME", "-Rhdrs", "--", "a@b.test, \"C D\" <c@d.test>", "-weird@e.test");
        assertEquals("joe@there.test", message.envelope().sender().text());
        assertEquals("J. \"X\" Doe", message.envelope().fullName());
        assertEquals(List.of("a@b.test", "c@d.test", "-weird@e.test"), recipients(message));
        assertTrue(message.envelope().options().eightBit());
        assertEquals(Ret.HDRS, message.envelope().options().ret());
    }

    @Test void theNullSenderCanBeGiven() throws Exception {
        assertTrue(submitted("\n", "-f", "", "bob").envelope().sender().isNull());
        assertTrue(submitted("\n", "-f", "<>", "bob").envelope().sender().isNull());
    }

    @Test void aLoneDotEndsTheMessageUnlessItIsIgnored() throws Exception {
        String text = "Subject: x\n\none\n.\ntwo\n";
        assertTrue(text(submitted(text, "bob")).endsWith("\n\none\n"));
        assertTrue(text(submitted(text, "-i", "bob")).endsWith("\n\none\n.\ntwo\n"));
        assertTrue(text(submitted(text, "-oi", "bob")).endsWith("\n\none\n.\ntwo\n"));
    }

    @Test void recipientsAreFoundInTheHeader() throws Exception {
        var message = submitted("To: Alice <a@b.test>,\n bob (Bob)\nCc: team: c, d;\nBcc: e\nX-To: no\n\nTo: no\n",
            "-t");
        assertEquals(List.of("a@b.test", "bob", "c", "d", "e"), recipients(message));
        assertFalse(text(message).contains("Bcc"));
        assertEquals(List.of("g", "f"), recipients(submitted("To: f\n\n", "-t", "g")));
        assertEquals(List.of("r"), recipients(submitted("To: f\nResent-To: r\nCc: h\n\n", "-t")));
    }

    @Test void sendmailRefusesAMessageWithoutRecipients() throws Exception {
        for (String header : List.of("", "To:\n", "To: undisclosed: ;\n", "X: a@b.test\n")) {
            var ended = sendmail(header + "Subject: x\n\na@b.test\n", "-t");
            assertEquals(75, ended.status);
            assertTrue(ended.said.endsWith("): No recipient addresses found in message header\n"), ended.said);
        }
        assertEquals(List.of(), drops());
    }

    @Test void recipientsThatTurnOutToBeNoneAreToldByMail() throws Exception {
        assertEquals(0, sendmail("To: (nobody)\n\nx\n", "-t").status);
        scan();
        assertTrue(store.messages().isEmpty());
        assertEquals("No recipient addresses found in message header",
            returned.getFirst().history().getFirst().fate().why().text());
        assertEquals("To: (nobody)\n\nx\n", text(returned.getFirst()));
        assertEquals(List.of(), drops());
    }

    @Test void aTooLargeMessageIsRefusedAndLeavesNothing() throws Exception {
        var ended = sendmail("Subject: x\n\n" + "x".repeat(30_000) + "\n", "-i", "bob");
        assertEquals(75, ended.status);
        assertTrue(ended.said.startsWith("postdrop: warning: uid="), ended.said);
        assertTrue(ended.said.endsWith("): message file too big\n"), ended.said);
        assertEquals(List.of(), drops());
    }

    @Test void withoutAMaildropThereIsNoSubmission() throws Exception {
        Files.delete(queue.resolve("maildrop"));
        var ended = sendmail("\n", "bob");
        assertEquals(75, ended.status);
        assertTrue(ended.said.startsWith("sendmail: fatal: cannot submit mail in " + queue), ended.said);
    }

    @Test void anyByteArrives() throws Exception {
        var all = new StringBuilder("Subject: x\n\n");
        for (int i = 0; i < 256; i++)
            if (i != '\r') all.append((char) i);
        assertTrue(text(submitted(all + "\n", "-i", "bob")).endsWith(all.substring(all.indexOf("\n\n")) + "\n"));
        assertTrue(text(submitted(all + "\n", "bob")).endsWith(all.substring(all.indexOf("\n\n")) + "\n"));
    }

    @Test void lineEndsAreFixedAsAsked() throws Exception {
        main.put("sendmail_fix_line_endings", "strict");
        main.put("cleanup_replace_stray_cr_lf", "no");
        assertTrue(text(submitted("Subject: x\r\n\r\na\rb\r\r\nc\n", "bob")).endsWith("\n\na\rb\nc\n"));
        assertTrue(text(submitted("Subject: x\n\na\r\n", "bob")).endsWith("\n\na\r\n"));
        main.put("sendmail_fix_line_endings", "never");
        assertTrue(text(submitted("Subject: x\r\n\na\r\n", "bob")).contains("Subject: x\r\n"));
    }

    @Test void mailboxLinesAtTheTopAreDropped() throws Exception {
        String text = text(submitted("From a@b Mon\n>From c\nSubject: x\n\nFrom d\n", "bob"));
        assertTrue(text.contains("\nSubject: x\nMessage-Id:"), text);
        assertTrue(text.endsWith("\n\nFrom d\n"), text);
    }

    @Test void aFirstLineThatBeginsWithABlankIsBody() throws Exception {
        assertTrue(text(submitted("\tx\n", "bob")).endsWith("\n\n\tx\n"));
    }

    @Test void optionsThatTheJvmParsedAreHonoured() throws Exception {
        drop("postrider maildrop 1\nsender=a@b\0notify=5\0envid=e 1\0rcpt=c\0\0\nx\n" + Submission.END);
        scan();
        var message = store.messages().getFirst();
        assertEquals("e 1", message.envelope().options().envid());
        assertEquals(Notify.of(5), message.recipients().getFirst().notices());
    }

    @Test void whatIsStillWrittenIsLeftAloneAndRemovedAfterADay() throws Exception {
        var file = drop("postrider maildrop 1\nrcpt=c\0\0\nSubject: x\n");
        scan();
        assertTrue(Files.exists(file));
        assertTrue(log.isEmpty());
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(90_000)));
        scan();
        assertFalse(Files.exists(file));
        assertTrue(log.getFirst().contains("incomplete for a day"), log.toString());
        assertTrue(store.messages().isEmpty());
    }

    @Test void whatCannotBeUnderstoodIsSetAside() throws Exception {
        drop("something else entirely, for sure\n");
        scan();
        assertEquals("something else entirely, for sure\n", Files.readString(queue.resolve("corrupt/maildrop-x")));
        drop("postrider maildrop 1\nno fact\0\0\nx\n" + Submission.END);
        scan();
        assertTrue(Files.readString(queue.resolve("corrupt/maildrop-x")).contains("no fact"));
        assertTrue(store.messages().isEmpty());
    }

    @Test void linksAreNobodysMail() throws Exception {
        var other = folder.resolve("other");
        Files.write(other, Latin1.bytes("postrider maildrop 1\nrcpt=c\0\0\nx\n" + Submission.END));
        Files.createSymbolicLink(queue.resolve("maildrop/soft"), other);
        Files.createLink(queue.resolve("maildrop/hard"), other);
        scan();
        assertTrue(store.messages().isEmpty());
        assertTrue(Files.exists(other));
        assertFalse(Files.exists(queue.resolve("maildrop/hard")));
    }

    @Test void troubleThatPassesLeavesTheMailForTheNextScan() throws Exception {
        store.refusePublish(true);
        var file = drop("postrider maildrop 1\nrcpt=c\0\0\nx\n" + Submission.END);
        scan();
        assertTrue(Files.exists(file));
        store.refusePublish(false);
        scan();
        assertFalse(Files.exists(file));
        assertEquals(1, store.messages().size());
    }

    @Test void whoMayNotSubmitDoesNot() throws Exception {
        main.put("authorized_submit_users", "!alice, static:any");
        drop("postrider maildrop 1\nrcpt=c\0\0\nx\n" + Submission.END);
        scan();
        assertTrue(store.messages().isEmpty());
        assertTrue(log.getFirst().contains("User alice is not allowed to submit mail"), log.toString());
    }

    @Test void anOutageOfTheUserDatabaseCostsNoMail() throws Exception {
        var file = drop("postrider maildrop 1\nrcpt=c\0\0\nx\n" + Submission.END);
        var known = users;
        users = new Users() {
            @Override public Answer<User> user(String name) {
                return new Answer.Unavailable<>("down");
            }

            @Override public Answer<User> user(int uid) {
                return new Answer.Unavailable<>("down");
            }

            @Override public Answer<Group> group(String name) {
                return new Answer.Unavailable<>("down");
            }

            @Override public Answer<Group> group(int gid) {
                return new Answer.Unavailable<>("down");
            }

            @Override public Answer<List<Integer>> groups(User user) {
                return new Answer.Unavailable<>("down");
            }
        };
        scan();
        assertTrue(Files.exists(file));
        users = known;
        scan();
        assertEquals(1, store.messages().size());
    }

    @Test void aFolderThatIsWatchedNeedsNoScan() throws Exception {
        try (var pickup = pickup()) {
            pickup.start();
            sendmail("Subject: x\n\n", "bob");
            assertTrue(arrived.tryAcquire(20, TimeUnit.SECONDS), "not picked up");
        }
    }

    @Test void aMessageOfManyPiecesIsWhole() throws Exception {
        main.put("message_size_limit", "0");
        String body = "0123456789abcde\n".repeat(20_000);
        drop("postrider maildrop 1\nrcpt=c\0\0\nSubject: x\n\n" + body + Submission.END);
        scan();
        assertTrue(text(store.messages().getFirst()).endsWith("\n\n" + body));
    }
}
