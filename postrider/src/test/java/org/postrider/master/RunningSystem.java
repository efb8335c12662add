package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postrider.os.Identity;
import org.postrider.text.Latin1;

/// A mail system as users run it: the programs in bin, processes of its own, in a folder that is a trial's. Root's
/// belongs to nobody, the one account that every machine has.
final class RunningSystem implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path HOME = Path.of(System.getProperty("user.dir")).toAbsolutePath().getParent();
    private final TryFolder folder;

    /// What a command wrote, and its exit status.
    record Said(int status, String text) {}

    RunningSystem(Path top, String... settings) throws IOException {
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
        folder = TryFolder.unattended(top);
        var main = folder.conf().resolve("main.cf");
        String text = Files.readString(main, ISO_8859_1).replaceAll("(?m)^mail_owner = root$", "mail_owner = nobody");
        Files.writeString(main, text + "\n" + String.join("\n", settings) + "\n", ISO_8859_1);
    }

    static boolean root() {
        return Identity.current().root();
    }

    TryFolder folder() {
        return folder;
    }

    Said run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(HOME.resolve("bin").resolve(program).toString(), "-c",
            folder.conf().toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> command + " does not end");
        return new Said(process.exitValue(), text);
    }

    void start() throws IOException, InterruptedException {
        var said = run("postfix", "start");
        assertEquals(0, said.status(), () -> said.text() + log());
    }

    String log() {
        try {
            return Files.readString(folder.log(), ISO_8859_1);
        } catch (IOException none) {
            return "";
        }
    }

    /// The process that has the pid file: the supervisor when root, else the only one.
    ProcessHandle first() throws IOException {
        String pid = Latin1.of(Files.readAllBytes(folder.top().resolve("queue/pid/master.pid"))).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /// The process that holds the queue.
    ProcessHandle mail() throws IOException {
        return root() ? first().children().findFirst().orElseThrow() : first();
    }

    /// Kills it as nothing else does, and waits until it is gone.
    static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Whether it has ended, be it that nobody has asked for its status yet.
    static boolean isOver(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return Files.readString(status, ISO_8859_1).replaceFirst(".*\\) ", "").startsWith("Z");
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    /// Waits for the greeting, for as long as our patience lasts.
    Client client() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true)
            try {
                return new Client(folder.port());
            } catch (IOException notYet) {
                if (System.nanoTime() > end) throw new IOException(log(), notYet);
                Thread.onSpinWait();
            }
    }

    @Override public void close() throws IOException {
        try {
            run("postfix", "abort");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// An SMTP client that waits for each reply.
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            reply();
        }

        private String reply() throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine())
                if (line.length() < 4 || line.charAt(3) != '-') return line;
            throw new IOException("the server hung up");
        }

        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
            return reply();
        }

        /// @return the last reply, or the first that refuses
        String send(String from, String to, String message) throws IOException {
            for (String line : List.of("MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">", "DATA")) {
                String reply = say(line);
                if (reply.charAt(0) > '3') return reply;
            }
            return say(message.replace("\n", "\r\n") + ".");
        }

        @Override public void close() throws IOException {
            socket.close();
        }
    }
}
