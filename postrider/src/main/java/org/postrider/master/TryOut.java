package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.postrider.config.ConfigException;
import org.postrider.log.FileSink;
import org.postrider.log.LogSink;
import org.postrider.os.Identity;
import org.postrider.os.PidFile;
import org.postrider.os.Processes.Signal;
import org.postrider.os.Signals;
import org.postrider.time.Time;

/// The command that shows a newcomer what this is: a mail system of one's own in a folder, some mail, and where it
/// went.
final class TryOut {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Start start;
    private final Time time;
    private final PrintStream out = new PrintStream(System.out, true, UTF_8);
    private final Set<Path> seen = new HashSet<>();

    TryOut(Start start, Time time) {
        this.start = start;
        this.time = time;
    }

    int run() throws IOException, InterruptedException {
        var folder = TryFolder.open(Path.of(start.directory()));
        boolean fresh = folder.isFresh();
        var own = new Start(folder.conf().toString(), Start.Role.TRY, start.home(), start.verbose());
        var site = Site.read(own, Declared.all());
        var layout = Layout.of(site.settings());
        layout.prepare(Layout.Owner.SELF);
        try (var _ = PidFile.claim(layout.pidFile().toString()).orElseThrow(() ->
                new ConfigException("a mail system is running in this folder already: " + folder.top()))) {
            var ground = Ground.of(layout, sink(folder), time, false);
            var process = MailProcess.start(own, site, ground);
            Signals.on(Signal.TERM, process::stop);
            Signals.on(Signal.INT, process::stop);
            say("A mail system is running in " + folder.top() + ", SMTP at 127.0.0.1 port " + folder.port() + ".");
            if (fresh) show(folder);
            farewell(folder);
            return process.await();
        }
    }

    /// The log goes to its file and, indented, to the screen.
    private LogSink sink(TryFolder folder) throws IOException {
        var file = FileSink.appendTo(folder.log(), Identity.hostname(), time);
        return (severity, tag, number, text) -> {
            file.write(severity, tag, number, text);
            out.println("   log | " + tag + "[" + number + "]: " + severity.word() + text);
        };
    }

    private void say(String text) {
        out.println();
        out.println(">> " + text);
    }

    private void show(TryFolder folder) throws IOException, InterruptedException {
        say("A message to two mailboxes, by SMTP, with an attachment:");
        new SmtpTalk(out, folder.port()).send(ATTACHMENT, "alice@example.test", "bob@example.test");
        arrivals(folder, List.of("alice", "bob"));
        say("A message by the sendmail command, to bob and to somebody who has no mailbox:");
        sendmail(folder);
        arrivals(folder, List.of("bob", "alice"));
        say("alice got the bounce: that is how she hears of the wrong address. The queue is empty again:");
        run(List.of(start.home().resolve("bin/mailq").toString(), "-C", folder.conf().toString()), "");
    }

    private void sendmail(TryFolder folder) throws IOException, InterruptedException {
        var command = List.of(start.home().resolve("bin/sendmail").toString(), "-C", folder.conf().toString(), "-f",
            "alice@example.test", "bob@example.test", "nobody-here@example.test");
        out.println("     $ " + String.join(" ", command));
        run(command, "Subject: hello by sendmail\n\nHello Bob, hello whoever you are.\n");
    }

    private void run(List<String> command, String input) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT)
            .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        if (!process.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS)) process.destroy();
        else if (process.exitValue() != 0) out.println("       (exit status " + process.exitValue() + ")");
    }

    /// Shows the next new message of each mailbox as it comes.
    private void arrivals(TryFolder folder, List<String> users) throws IOException, InterruptedException {
        for (String user : users) {
            var file = next(folder.mailbox(user).resolve("new"));
            if (file.isEmpty()) {
                out.println("       nothing came for " + user + " within " + PATIENCE.toSeconds()
                    + " s; the log says why");
                continue;
            }
            out.println("  mail | " + user + " has " + file.get());
            try (var lines = Files.lines(file.get(), ISO_8859_1)) {
                lines.limit(60).filter(line -> line.matches("(Subject|From|To|Delivered-To|Content-Type):.*"))
                    .limit(5).forEach(line -> out.println("       |   " + line));
            }
        }
    }

    private Optional<Path> next(Path maildir) throws IOException, InterruptedException {
        long end = time.nanos() + PATIENCE.toNanos();
        while (time.nanos() < end) {
            var fresh = look(maildir);
            if (fresh.isPresent()) return fresh;
            time.sleep(LOOK);
        }
        return Optional.empty();
    }

    private Optional<Path> look(Path maildir) throws IOException {
        if (!Files.isDirectory(maildir)) return Optional.empty();
        try (var files = Files.list(maildir)) {
            var fresh = files.filter(file -> !seen.contains(file)).findFirst();
            fresh.ifPresent(seen::add);
            return fresh;
        }
    }

    private void farewell(TryFolder folder) {
        String bin = start.home().resolve("bin").toString();
        say("""
            Now you: mail for alice@example.test and bob@example.test is delivered; try for instance
                 swaks --server 127.0.0.1:%1$d --from me@example.test --to alice@example.test
                 telnet 127.0.0.1 %1$d
                 echo hello | %2$s/sendmail -C %3$s/conf alice@example.test
               Mailboxes are in %3$s/mail, the log is %3$s/mail.log, the settings are in %3$s/conf.
                 %2$s/mailq -C %3$s/conf              what is in the queue
                 %2$s/postconf -c %3$s/conf -n        what is set
                 ./try %3$s      starts it again later
               Ctrl-C ends it.""".formatted(folder.port(), bin, folder.top()));
    }

    static final String ATTACHMENT = """
        From: Alice <alice@example.test>
        To: Alice <alice@example.test>, Bob <bob@example.test>
        Subject: hello with an attachment
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="border"

        --border
        Content-Type: text/plain; charset=utf-8

        The attachment is a very small picture.
        --border
        Content-Type: image/gif
        Content-Disposition: attachment; filename="dot.gif"
        Content-Transfer-Encoding: base64

        R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
        --border--
        """;
}
