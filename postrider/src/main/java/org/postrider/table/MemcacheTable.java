package org.postrider.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.postrider.net.Line;
import org.postrider.net.Wire;
import org.postrider.table.RemoteServer.Failure;
import org.postrider.table.RemoteServer.Unreachable;
import org.postrider.text.Latin1;

/// `memcache:/file`, a cache server in front of another table or alone (memcache_table(5)). What the other table
/// answers is put into the cache.
final class MemcacheTable implements Table {
    /// Sizes and times that the table's own settings give.
    private record Limits(int line, int data, int tries, Duration pause) {}

    private final Opening opening;
    private final RemoteServer server;
    private final Optional<Table> backup;
    private final MatchList domains;
    private final boolean anyDomain;
    private final KeyFormat format;
    private final String digest;
    private final String stored;
    private final Limits limits;

    private MemcacheTable(Opening opening, OwnSettings own) {
        this.opening = opening;
        var limit = Duration.ofSeconds(own.number("timeout", 2, 1));
        server = new RemoteServer(Peer.parse(own.text("memcache", "inet:localhost:11211")), limit, opening.world());
        String behind = own.text("backup", "");
        backup = behind.isEmpty() ? Optional.empty() : Optional.of(opening.tables().open(behind, opening.use()));
        String list = own.text("domain", "");
        anyDomain = list.isEmpty();
        domains = MatchList.strings(opening.tables(), opening.spec(), list);
        format = KeyFormat.of(opening.spec(), own.text("key_format", "%s"));
        digest = own.text("key_digest", "");
        digest("");
        stored = " " + own.number("flags", 0, 0) + " " + own.number("ttl", 3600, 0) + " ";
        limits = new Limits(own.number("line_size_limit", 1024, 1), own.number("data_size_limit", 10240, 1),
            own.number("max_try", 2, 1), Duration.ofSeconds(own.number("retry_pause", 1, 1)));
    }

    static Table open(Opening opening) {
        if (opening.use().guard() == Use.Guard.TRUSTED)
            throw new TableException(opening.spec() + " map is not allowed for security-sensitive data");
        var table = new MemcacheTable(opening, OwnSettings.of(opening));
        return table.backup.flatMap(Listed::of).<Table>map(listed -> new Lists(table, listed)).orElse(table);
    }

    @Override public Answer lookup(String key) {
        var cached = place(key);
        if (cached.isEmpty()) return ABSENT;
        var answer = tried(wire -> get(wire, cached.get()));
        if (answer instanceof Answer.Found || backup.isEmpty()) return answer;
        var behind = backup.get().lookup(key);
        if (behind instanceof Answer.Found(String value) && value.length() <= limits.data)
            tried(wire -> set(wire, cached.get(), value));
        return behind;
    }

    /// The key in the cache; empty for one that is not to be looked for.
    private Optional<String> place(String key) {
        int at = key.lastIndexOf('@');
        boolean wanted = anyDomain || at > 0 && domains.match(key.substring(at + 1)) instanceof MatchList.Answer.Match;
        return wanted ? format.expand(key).map(this::digest).filter(MemcacheTable::isKey) : Optional.empty();
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && key.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }

    private String digest(String key) {
        if (digest.isEmpty()) return key;
        try {
            String name = digest.toUpperCase(java.util.Locale.ROOT).replaceFirst("^SHA(?=[0-9])", "SHA-");
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(Latin1.bytes(key)));
        } catch (NoSuchAlgorithmException unknown) {
            throw new TableException("open " + opening.name() + ": key digest " + digest + " is not available");
        }
    }

    /// A server that accepts no connection is not tried again.
    private Answer tried(RemoteServer.Exchange<Answer> exchange) {
        String why = "";
        for (int i = 0; i < limits.tries; i++) {
            try {
                if (i > 0) opening.world().time().sleep(limits.pause);
                return server.ask(exchange);
            } catch (Unreachable failure) {
                opening.log().warning("connect to " + server.peer().shown() + ": " + failure.getMessage());
                return new Answer.Unavailable(failure.getMessage());
            } catch (Failure failure) {
                why = failure.getMessage();
                opening.log().warning("database " + opening.spec() + ": " + server.peer().shown() + ": " + why);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return new Answer.Unavailable("interrupted");
            }
        }
        return new Answer.Unavailable(why);
    }

    private Answer get(Wire wire, String key) throws Failure {
        wire.writeLine("get " + key);
        String head = line(wire);
        if (head.equals("END")) return ABSENT;
        String[] words = head.split(" ");
        int length = words.length >= 4 && words[0].equals("VALUE") ? number(words[3]) : -1;
        if (length < 0) throw unexpected(head);
        if (length > limits.data) throw new Failure("reply of " + length + " bytes is longer than " + limits.data);
        var value = new StringBuilder(length);
        while (value.length() < length + 2) {
            if (wire.buffered() == 0 && !wire.fill()) throw Failure.lost(wire.ending());
            int part = Math.min(wire.buffered(), length + 2 - value.length());
            value.append(new String(wire.buffer(), wire.position(), part, StandardCharsets.ISO_8859_1));
            wire.consume(part);
        }
        String end = line(wire);
        if (!value.substring(length).equals("\r\n") || !end.equals("END")) throw unexpected(end);
        return new Answer.Found(value.substring(0, length));
    }

    private static int number(String text) {
        return text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
            ? Integer.parseInt(text) : -1;
    }

    private Answer set(Wire wire, String key, String value) throws Failure {
        wire.writeLine("set " + key + stored + value.length());
        wire.writeLine(value);
        String reply = line(wire);
        if (!reply.equals("STORED")) throw unexpected(reply);
        return new Answer.Found(value);
    }

    private String line(Wire wire) throws Failure {
        if (!wire.flush()) throw Failure.lost(wire.ending());
        return switch (wire.readLine(limits.line)) {
            case Line.Whole(String text, _) -> text;
            case Line.Piece _ -> throw new Failure("reply line longer than " + limits.line);
            case Line.None _ -> throw Failure.lost(wire.ending());
        };
    }

    private static Failure unexpected(String reply) {
        return new Failure("unexpected memcache server reply: " + reply.substring(0, Math.min(reply.length(), 30)));
    }

    /// A cache does not know all entries; the table behind it may.
    private record Lists(MemcacheTable table, Listed listed) implements Listed {
        @Override public Answer lookup(String key) {
            return table.lookup(key);
        }

        @Override public void list(Visitor visitor) {
            listed.list(visitor);
        }
    }
}
