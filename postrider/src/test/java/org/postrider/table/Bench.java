package org.postrider.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.net.Watchdog;
import org.postrider.os.Group;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// What tests of tables stand on: a log that remembers, a clock that is turned by hand, two accounts, a folder.
final class Bench {
    final List<String> log = new ArrayList<>();
    final Map<String, String> mainCf = new HashMap<>(Map.of("smtputf8_enable", "yes"));
    final Clock clock = new Clock();
    final Path folder;

    Bench(Path folder) {
        this.folder = folder;
    }

    static final class Clock implements Time {
        private long nanos = 1;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override public Instant now() {
            return Instant.ofEpochSecond(2_000_000_000L).plusNanos(nanos);
        }

        @Override public long nanos() {
            return nanos;
        }

        @Override public void sleep(Duration time) {
            pass(time);
        }
    }

    private record Accounts() implements Users {
        @Override public Answer<User> user(String name) {
            return switch (name) {
                case "alice" -> new Answer.Found<>(new User("alice", 1001, 100, "Alice", "/home/alice", "/bin/sh"));
                case "slow" -> new Answer.Unavailable<>("Connection timed out");
                default -> new Answer.Absent<>();
            };
        }

        @Override public Answer<User> user(int uid) {
            return new Answer.Absent<>();
        }

        @Override public Answer<Group> group(String name) {
            return name.equals("users") ? new Answer.Found<>(new Group("users", 100, List.of("alice", "bob")))
                : new Answer.Absent<>();
        }

        @Override public Answer<Group> group(int gid) {
            return new Answer.Absent<>();
        }

        @Override public Answer<List<Integer>> groups(User user) {
            return new Answer.Absent<>();
        }
    }

    Settings settings() {
        return Settings.of(mainCf);
    }

    private World world() {
        return new World(clock, new Accounts(), new Watchdog(Time.system()), Map.of("lang", "C"));
    }

    private Log voice() {
        return new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/test", 1);
    }

    Tables tables() {
        return Tables.of(settings(), voice(), world());
    }

    Tables strict() {
        return Tables.strict(settings(), voice(), world());
    }

    Path write(String name, String text) {
        try {
            return Files.write(folder.resolve(name), Latin1.bytes(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Writes and makes sure that it can be seen to have changed.
    void rewrite(String name, String text, int second) {
        try {
            Files.setLastModifiedTime(write(name, text), FileTime.from(Instant.ofEpochSecond(1_000_000_000L + second)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    /// A recorded file, copied into the folder.
    Path recorded(String name) {
        try (var in = Bench.class.getResourceAsStream(name)) {
            var file = folder.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The value, `-` for not there, `?` for cannot tell.
    static String ask(Table table, String key) {
        return switch (table.lookup(key)) {
            case Table.Answer.Found(String value) -> value;
            case Table.Answer.Absent() -> "-";
            case Table.Answer.Unavailable _ -> "?";
        };
    }
}
