package org.postrider.agent.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.config.Settings;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.delivery.Outcome;
import org.postrider.delivery.Timing;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.os.Commands;
import org.postrider.os.FileCalls;
import org.postrider.os.Group;
import org.postrider.os.Identity;
import org.postrider.os.RunAs;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueueId;
import org.postrider.queue.Recipient;
import org.postrider.resolve.Route;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;
import org.postrider.table.Tables;
import org.postrider.testing.FakeTime;
import org.postrider.text.Latin1;

/// A small machine with users, mailboxes and a way into the queue that remembers what went in.
final class Town implements AutoCloseable {
    static final String DOMAIN = "example.test";
    private static final int NOBODY = 65534;

    final Map<String, String> mainCf = new HashMap<>();
    final List<String> log = new ArrayList<>();
    final List<Forwarded> forwarded = new ArrayList<>();
    final List<DeliveryRequest> passed = new ArrayList<>();
    final Path folder;
    final Set<String> silent = Set.of("slow");
    final List<String> names = new ArrayList<>(List.of("alice", "bob", "carol"));
    Address sender = new Address("sender@remote.test");
    String content = "Subject: hello\n\nbody\n";
    Purpose purpose = Purpose.DELIVER;
    boolean intakeFails;
    private final FakeTime time = new FakeTime();
    private final RunAs runAs = new RunAs(2);
    private final Commands commands = new Commands(2);
    private final Identity me = Identity.current();

    /// A message that was sent on.
    record Forwarded(Envelope envelope, List<Recipient> recipients, String text) {
        List<String> addresses() {
            return recipients.stream().map(recipient -> recipient.address().text()).toList();
        }
    }

    Town(Path folder) {
        this.folder = folder;
        open(folder);
        open(folder.resolve("spool"));
        mainCf.putAll(Map.of("myhostname", "mx.example.test", "mydestination", DOMAIN, "mail_spool_directory",
            folder + "/spool", "alias_maps", "", "queue_directory", folder.toString(), "compatibility_level", "3.11"));
        for (String name : names) {
            var home = folder.resolve(name);
            open(home);
            give(home, name);
        }
    }

    private static void open(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void give(Path file, String name) {
        if (!me.root()) return;
        try {
            FileCalls.chown(file.toString(), uid(name), uid(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int uid(String name) {
        return me.root() ? 31001 + names.indexOf(name) : me.euid();
    }

    /// Writes a file of this user's.
    Path write(String name, String file, String text) {
        try {
            var path = Files.write(folder.resolve(file), Latin1.bytes(text));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            give(path, name);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is in a file, without what is not the same each time.
    String read(String file) {
        try {
            return Latin1.of(Files.readAllBytes(folder.resolve(file))).replaceAll("(?m)^(From \\S+  ).*", "$1DATE");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    void aliases(String... lines) {
        mainCf.put("alias_maps", "inline:{ {" + String.join("}, {", lines) + "} }");
    }

    private Optional<User> user(String name) {
        if (name.equals("nobody")) return Optional.of(new User("nobody", NOBODY, NOBODY, "", "/", "/bin/false"));
        if (!names.contains(name)) return Optional.empty();
        return Optional.of(new User(name, uid(name), me.root() ? uid(name) : me.egid(), "", folder + "/" + name,
            "/bin/sh"));
    }

    private final class People implements Users {
        @Override public Answer<User> user(String name) {
            if (silent.contains(name)) return new Answer.Unavailable<>("Connection timed out");
            return Town.this.user(name).<Answer<User>>map(Answer.Found::new).orElseGet(Answer.Absent::new);
        }

        @Override public Answer<User> user(int uid) {
            for (String name : names) if (uid(name) == uid) return user(name);
            return new Answer.Absent<>();
        }

        @Override public Answer<Group> group(String name) {
            return new Answer.Absent<>();
        }

        @Override public Answer<Group> group(int gid) {
            return new Answer.Absent<>();
        }

        @Override public Answer<List<Integer>> groups(User user) {
            return new Answer.Absent<>();
        }
    }

    private Draft draft(Envelope envelope, Intake.Source source) throws IOException {
        if (intakeFails) throw new IOException("queue is full");
        if (source != Intake.Source.FORWARDED) throw new IllegalArgumentException("source " + source);
        return new Remembered(envelope);
    }

    private final class Remembered implements Draft {
        private final Envelope envelope;
        private final QueueId id = new QueueId("NEW" + (forwarded.size() + 1));
        private final List<Recipient> recipients = new ArrayList<>();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        Remembered(Envelope envelope) {
            this.envelope = envelope;
        }

        @Override public QueueId id() {
            return id;
        }

        @Override public void attribute(String name, String value) {
            throw new UnsupportedOperationException(name);
        }

        @Override public void recipient(Address address, Address original, String orcpt, Set<Notify> notify) {
            recipients.add(new Recipient(recipients.size(), address, original, orcpt, notify));
        }

        @Override public void content(byte[] bytes, int offset, int length) {
            text.write(bytes, offset, length);
        }

        @Override public Verdict commit() {
            forwarded.add(new Forwarded(envelope, List.copyOf(recipients), Latin1.of(text.toByteArray())));
            return new Verdict.Queued();
        }

        @Override public void close() {}
    }

    private Route route(Address recipient) {
        String domain = recipient.domain();
        if (domain.indexOf(':') >= 0) return new Route.Unroutable("5.1.3", "bad address syntax");
        if (domain.equals("down.test")) return new Route.Unavailable("table");
        boolean ours = domain.equals(DOMAIN) || domain.equals("mx.example.test");
        return new Route.To(ours ? "local" : "smtp", domain, recipient, Route.AddressClass.LOCAL);
    }

    private Optional<DeliveryAgent> agent(String transport) {
        if (!transport.equals("other")) return Optional.empty();
        return Optional.of(request -> {
            passed.add(request);
            var fate = new Fate.Delivered(Why.of("2.0.0", "passed"));
            return new Delivery(List.of(new Outcome(request.recipients().getFirst(), fate)), Delivery.ALIVE);
        });
    }

    LocalAgent agent() {
        var settings = Settings.of(mainCf, Map.of("default_database_type", "hash"));
        var voice = new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/local", 1);
        var system = new LocalAgent.Machine(new People(), runAs, commands, Map.of("TZ", "UTC", "SECRET", "x"));
        return new LocalAgent("local", settings, new LocalAgent.Parts(Tables.of(settings, voice), this::draft, system,
            (_, recipient) -> route(recipient), this::agent, time, voice, () -> 1));
    }

    Outcome deliver(String address) {
        return deliver(Recipient.of(0, new Address(address)));
    }

    Outcome deliver(Recipient recipient) {
        var origin = new Origin("client.test", "192.0.2.1", "1234", "he(lo)", "ESMTP", "", "", "", "");
        var options = new Envelope.Options(Ret.HDRS, "id1", false, false, false);
        var envelope = new Envelope(sender, Instant.EPOCH, "", origin, options, Map.of("rewrite_context", "remote"));
        var request = new DeliveryRequest(new QueueId("OLD"), envelope, Content.of(Latin1.bytes(content)),
            "mx.example.test", List.of(recipient), new Timing(0, 0, 0, 0, 0), purpose);
        return agent().deliver(request).outcomes().getFirst();
    }

    /// `word status text` of what became of it.
    String fate(String address) {
        var fate = deliver(address).fate();
        return fate.word() + " " + fate.why().status() + " " + fate.why().text();
    }

    @Override public void close() {
        runAs.close();
        commands.close();
    }
}
