package org.postrider.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.os.Ran.End.Exited;
import org.postrider.os.Ran.End.Killed;
import org.postrider.os.Ran.End.NotStarted;
import org.postrider.os.Ran.End.TimedOut;

class CommandsTest {
    private static final Commands.Limits LIMITS = new Commands.Limits(10_000, Duration.ofSeconds(60));
    private static final Commands.Limits AT_ONCE = new Commands.Limits(10_000, Duration.ofMillis(1));
    private final Commands commands = new Commands(2);
    @TempDir Path folder;

    @AfterEach void close() {
        commands.close();
    }

    private static Command command(String... words) {
        return new Command(List.of(words), Map.of("PATH", "/usr/bin:/bin"), Optional.empty(), Optional.empty());
    }

    private static Command shell(String script) {
        return command("/bin/sh", "-c", script);
    }

    private Ran run(Command command) throws IOException {
        return commands.run(command, InputStream.nullInputStream(), LIMITS);
    }

    @Test void outputAndErrorsAreKeptTogetherWithTheExitStatus() throws IOException {
        assertEquals(new Ran(new Exited(75), "one\ntwo\n", false), run(shell("echo one; echo two >&2; exit 75")));
        assertEquals(new Ran(new Killed(15), "", false), run(shell("kill -TERM $$")));
    }

    @Test void inputOfAnySizeComesThrough() throws IOException {
        var much = new byte[3_000_000];
        var ran = commands.run(command("wc", "-c"), new ByteArrayInputStream(much), LIMITS);
        assertEquals(new Ran(new Exited(0), "3000000\n", false), ran);
    }

    @Test void aCommandThatReadsNothingIsNoError() throws IOException {
        var ran = commands.run(command("true"), new ByteArrayInputStream(new byte[3_000_000]), LIMITS);
        assertEquals(new Ran(new Exited(0), "", false), ran);
    }

    @Test void outputBeyondTheLimitIsDroppedButRead() throws IOException {
        var ran = run(shell("head -c 1000000 /dev/zero | tr '\\0' x; exit 3"));
        assertEquals(new Ran(new Exited(3), "x".repeat(10_000), true), ran);
    }

    @Test void argumentsEnvironmentAndOutputAreBytes() throws IOException {
        var bytes = "caf\u00e9 \u00ff " + new String("\u20ac".getBytes(UTF_8), ISO_8859_1);
        var ran = run(new Command(List.of("/bin/sh", "-c", "printf '%s|%s|%s' \"$1\" \"$X\" \"$HOME\"", "sh", bytes),
            Map.of("X", bytes), Optional.empty(), Optional.empty()));
        assertEquals(bytes + "|" + bytes + "|", ran.output(), "nothing of our own environment comes through");
        assertInstanceOf(NotStarted.class, run(command("/bin/echo", "a\0b")).end());
    }

    @Test void onlyTheThreeStandardDescriptorsAreInherited() throws IOException {
        // the fourth is that of ls itself, which reads the folder
        assertEquals("0\n1\n2\n3\n", run(command("ls", "/proc/self/fd")).output());
    }

    @Test void aCommandRunsInItsFolder() throws IOException {
        var here = new Command(List.of("pwd"), Map.of(), Optional.of(folder.toString()), Optional.empty());
        assertEquals(folder.toRealPath() + "\n", run(here).output());
        var nowhere = new Command(List.of("pwd"), Map.of(), Optional.of(folder + "/none"), Optional.empty());
        assertEquals(new NotStarted("No such file or directory"), run(nowhere).end());
    }

    @Test void aCommandThatIsNotThereIsNotStarted() throws IOException {
        assertEquals(new NotStarted("No such file or directory"), run(command("/no/such/command")).end());
        assertEquals(new NotStarted("No such file or directory"), run(command("no-such-command")).end());
        assertEquals(new NotStarted("Permission denied"), run(command("/etc/passwd")).end());
    }

    @Test @Timeout(60) void whatRunsTooLongIsKilledWithAllItStarted() throws Exception {
        var ready = Files.createFile(folder.resolve("pids"));
        var ran = commands.run(shell("sleep 1000 & echo $$ $! > " + ready + "; wait"),
            InputStream.nullInputStream(), new Commands.Limits(100, Duration.ofSeconds(1)));
        assertEquals(new TimedOut(), ran.end());
        var pids = Files.readString(ready).strip().split(" ");
        assertEquals(2, pids.length);
        assertFalse(runs(Long.parseLong(pids[0])));
        while (runs(Long.parseLong(pids[1]))) Thread.yield();   // killed, but not by one who waits for it
    }

    /// A killed orphan may still be waiting for init to bury it.
    private static boolean runs(long pid) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return !stat.contains(") Z ") && !stat.contains(") X ");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test void aCommandThatHasNoTimeLeavesNothingBehind() throws IOException {
        var ran = commands.run(command("sleep", "1000"), InputStream.nullInputStream(), AT_ONCE);
        assertEquals(new TimedOut(), ran.end());
    }

    @Test void inputThatCannotBeReadKillsTheCommand() {
        var broken = new InputStream() {
            @Override public int read() throws IOException {
                throw new IOException("the queue file is gone");
            }
        };
        assertEquals("the queue file is gone",
            assertThrows(IOException.class, () -> commands.run(command("cat"), broken, LIMITS)).getMessage());
    }

    @Test void aCommandRunsAsAnotherUserWhenRootStartsIt() throws IOException {
        var who = new RunAs.Who(54321, 54322);
        var id = new Command(List.of("/bin/sh", "-c", "id -u; id -G; pwd; grep -E 'Cap(Eff|Prm)' /proc/self/status"),
            Map.of("PATH", "/usr/bin:/bin"), Optional.of("/tmp"), Optional.of(who));
        var ran = run(id);
        if (Identity.current().root()) {
            assertEquals(new Ran(new Exited(0), "54321\n54322\n/tmp\nCapPrm:\t0000000000000000\n"
                + "CapEff:\t0000000000000000\n", false), ran);
            Files.createDirectory(folder.resolve("private"));
            FileCalls.chmod(folder + "/private", 0700);
            var closed = new Command(List.of("pwd"), Map.of(), Optional.of(folder + "/private"), Optional.of(who));
            assertEquals(new Exited(75), run(closed).end());
        } else {
            assertTrue(ran.end() instanceof Exited(int code) && code != 0, "nobody else may change identity: " + ran);
        }
    }
}
