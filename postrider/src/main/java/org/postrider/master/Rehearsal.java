package org.postrider.master;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postrider.log.LogSink;
import org.postrider.time.Time;

/// What the build runs once to make the start-up cache of the mail system: a start, a message all the way, an end.
final class Rehearsal {
    private static final int PATIENCE_SECONDS = 60;

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
        var folder = TryFolder.open(top);
        var start = new Start(folder.conf().toString(), Start.Role.TRY, top, false);
        var site = Site.read(start, Declared.all());
        var layout = Layout.of(site.settings());
        layout.prepare(Layout.Owner.SELF);
        var removed = new CountDownLatch(1);
        LogSink sink = (_, _, _, text) -> {
            if (text.endsWith(": removed")) removed.countDown();
        };
        var process = MailProcess.start(start, site, Ground.of(layout, sink, Time.system(), false));
        new SmtpTalk(new PrintStream(OutputStream.nullOutputStream()), folder.port())
            .send(TryOut.ATTACHMENT, "alice@example.test", "bob@example.test");
        if (!removed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new IOException("the message was not delivered");
        process.stop();
    }

    private static void delete(Path top) throws IOException {
        try (var files = Files.walk(top)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
