package org.postrider.master;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postrider.log.LogSink;
import org.postrider.os.Identity;
import org.postrider.os.PidFile;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.os.Users.Answer;
import org.postrider.time.Time;

/// What the build runs once to make the start-up cache of the mail system: both processes' parts in one, a start, many
/// messages all the way, a reload, an end. The cache keeps the classes, and what the JVM learned of the code that
/// messages go through, so that it compiles the right parts soon after a start.
final class Rehearsal {
    private static final int PATIENCE_SECONDS = 120;
    /// Enough for the compilers to take notice, few enough for a build.
    private static final int MESSAGES = 600;
    private static final int CLIENTS = 10;

    private Rehearsal() {}

    /// @param arguments none
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var top = Files.createTempDirectory("postrider-rehearsal");
        try {
            run(top);
        } finally {
            delete(top);
        }
        System.exit(0);
    }

    private static void run(Path top) throws IOException, InterruptedException {
        var folder = TryFolder.unattended(top);
        var start = new Start(folder.conf().toString(), Start.Role.TRY, top, false);
        var site = Site.read(start, Declared.all());
        var layout = Layout.of(site.settings());
        layout.prepare(Layout.Owner.SELF);
        var removed = new CountDownLatch(MESSAGES);
        var log = Sinks.open(site.settings(), Time.system());
        LogSink sink = (severity, tag, number, text) -> {
            log.write(severity, tag, number, text);
            if (text.endsWith(": removed")) removed.countDown();
        };
        var ground = Ground.of(layout, sink, Time.system(), true);
        supervise(site, ground);
        try (var _ = PidFile.claim(layout.pidFile().toString()).orElseThrow();
                var agents = PrivilegedAgents.serve(site, ground, self())) {
            var process = MailProcess.start(start, site, ground);
            send(folder.port());
            if (!removed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new IOException(removed.getCount() + " messages were not delivered");
            agents.reconfigure(site);
            process.reload();
            process.stop();
        }
    }

    /// Starts a process that ends at once.
    private static void supervise(Site site, Ground ground) throws IOException, InterruptedException {
        var starter = new Starter(OutputStream.nullOutputStream(), "");
        new Supervisor(List.of("/bin/sh", "-c", "echo 'warning: a rehearsal'; exit 1"), new Supervisor.Means(starter,
            ground.log(site.settings(), "master"), ground.time(), () -> {})).run();
    }

    private static User self() throws IOException {
        if (Users.system().user(Identity.current().uid()) instanceof Answer.Found<User>(User user)) return user;
        throw new IOException("this user has no name");
    }

    private static void send(int port) throws InterruptedException {
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) clients.add(Thread.startVirtualThread(() -> client(port)));
        for (var client : clients) client.join();
    }

    private static void client(int port) {
        var talk = new SmtpTalk(new PrintStream(OutputStream.nullOutputStream()), port);
        try {
            for (int n = 0; n < MESSAGES / CLIENTS; n++)
                talk.send(TryOut.ATTACHMENT, "alice@example.test", "bob@example.test");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void delete(Path top) throws IOException {
        try (var files = Files.walk(top)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
