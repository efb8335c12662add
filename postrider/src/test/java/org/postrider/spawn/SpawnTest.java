package org.postrider.spawn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.config.ConfigException;
import org.postrider.config.MasterCf;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.os.Command;
import org.postrider.os.Group;
import org.postrider.os.ListeningSocket;
import org.postrider.os.RunAs;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.time.Time;

class SpawnTest {
    @TempDir Path top;
    private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();

    @Test void aRowSaysWhatToRunAndAsWhom() {
        var spawn = parse("x unix - n n - 0 spawn user=nobody:mail argv=/bin/policy -v {a b}");
        assertEquals(List.of("/bin/policy", "-v", "a b"), spawn.command().arguments());
        assertEquals(Optional.of(new RunAs.Who(65534, 8)), spawn.command().who());
        assertEquals(Map.of("TZ", "UTC", "MAIL_CONFIG", "/etc/postfix", "PATH", "/usr/bin:/bin"),
            spawn.command().environment());
        assertEquals(Duration.ofSeconds(7), spawn.limit());
    }

    @Test void aRowThatLacksSomethingIsRefusedInPostfixsWords() {
        assertEquals("missing user= attribute", refusal("x unix - n n - 0 spawn argv=/bin/true"));
        assertEquals("missing argv= attribute", refusal("x unix - n n - 0 spawn user=nobody"));
        assertEquals("unknown attribute name: flags=x", refusal("x unix - n n - 0 spawn flags=x user=nobody argv=a"));
        assertEquals("request to deliver as root", refusal("x unix - n n - 0 spawn user=root argv=a"));
        assertEquals("request to deliver as mail system owner", refusal("x unix - n n - 0 spawn user=postfix argv=a"));
        assertEquals("unknown user name: ghost", refusal("x unix - n n - 0 spawn user=ghost argv=a"));
        assertEquals("service x requires privileged operation", refusal("x unix - - n - 0 spawn user=nobody argv=a"));
    }

    @Test void aConnectionIsTheCommandsInputAndOutput() throws IOException {
        try (var _ = service(1, Duration.ofSeconds(20), "read line; echo \"heard $line\"; echo oops >&2")) {
            assertEquals("heard hello\noops\n", talk("hello\n"));
            assertEquals("heard again\noops\n", talk("again\n"));
        }
    }

    @Test void aCommandThatTakesTooLongOrFailsIsToldOf() throws Exception {
        try (var service = service(1, Duration.ofMillis(50), "exec sleep 60")) {
            assertEquals("", talk(""));
            assertEquals("warning: /bin/sh: command time limit exceeded", logged.poll(20, TimeUnit.SECONDS));
            service.serve(work(1, Duration.ofSeconds(20), "exit 3"));
            while (logged.isEmpty()) assertEquals("", talk(""));
            String line = logged.poll(20, TimeUnit.SECONDS);
            assertEquals("warning: command /bin/sh exit status 3", line);
        }
    }

    private SpawnService service(int places, Duration limit, String script) throws IOException {
        return new SpawnService("test", ListeningSocket.unix(top.resolve("socket").toString(), 0600, 10),
            work(places, limit, script), Time.system());
    }

    private SpawnService.Work work(int places, Duration limit, String script) {
        var command = new Command(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), Optional.empty(),
            Optional.empty());
        return SpawnService.Work.of(new SpawnCommand(command, limit), places,
            new Log((severity, _, _, text) -> logged.add(severity.word() + text), "postfix/spawn", 1));
    }

    private String talk(String line) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(top.resolve("socket")));
            channel.write(ByteBuffer.wrap(line.getBytes(ISO_8859_1)));
            return new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
        }
    }

    private static String refusal(String row) {
        return assertThrows(ConfigException.class, () -> parse(row)).getMessage();
    }

    private static SpawnCommand parse(String row) {
        var rows = MasterCf.parse("master.cf", row + "\n", _ -> false).rows();
        return SpawnCommand.of(rows.getFirst(), Settings.of(Map.of("x_time_limit", "7s", "mail_owner", "postfix",
            "config_directory", "/etc/postfix")), new SpawnCommand.Means(new Accounts(), Map.of("TZ", "UTC", "A", "b"),
            true));
    }

    private record Accounts() implements Users {
        @Override public Answer<User> user(String name) {
            return switch (name) {
                case "root" -> new Answer.Found<>(new User(name, 0, 0, "", "/", ""));
                case "nobody" -> new Answer.Found<>(new User(name, 65534, 65534, "", "/", ""));
                case "postfix" -> new Answer.Found<>(new User(name, 102, 102, "", "/", ""));
                default -> new Answer.Absent<>();
            };
        }

        @Override public Answer<User> user(int uid) {
            return new Answer.Absent<>();
        }

        @Override public Answer<Group> group(String name) {
            return name.equals("mail") ? new Answer.Found<>(new Group(name, 8, List.of())) : new Answer.Absent<>();
        }

        @Override public Answer<Group> group(int gid) {
            return new Answer.Absent<>();
        }

        @Override public Answer<List<Integer>> groups(User user) {
            return new Answer.Absent<>();
        }
    }
}
