package org.postrider.table;

import java.time.Duration;
import org.postrider.net.Wire;
import org.postrider.table.RemoteServer.Failure;
import org.postrider.table.RemoteServer.Unreachable;
import org.postrider.text.Latin1;

/// `socketmap:inet:host:port:name` and `socketmap:unix:/path:name`, tables of other programs, asked by netstrings
/// (socketmap_table(5)).
record SocketMapTable(Opening opening, RemoteServer server, String name, int longest) implements Table {
    private static final Duration LIMIT = Duration.ofSeconds(100);
    /// Digits of a netstring's length; more are no length of ours.
    private static final int DIGITS = 9;

    static Table open(Opening opening) {
        if (opening.use().guard() == Use.Guard.TRUSTED)
            throw new TableException(opening.spec() + " map is not allowed for security-sensitive data");
        int colon = opening.name().lastIndexOf(':');
        if (colon < 0) throw new TableException("socketmap requires server:socketmap argument");
        var server = new RemoteServer(Peer.parse(opening.name().substring(0, colon)), LIMIT, opening.world());
        int longest = opening.tables().settings().get(TableParams.SOCKETMAP_MAX_REPLY_SIZE);
        return new SocketMapTable(opening, server, opening.name().substring(colon + 1), longest);
    }

    @Override public Answer lookup(String key) {
        try {
            return answer(server.ask(wire -> ask(wire, name + " " + key)));
        } catch (Unreachable failure) {
            opening.log().warning("connect to " + server.peer().shown() + ": " + failure.getMessage());
            return failed(failure.getMessage());
        } catch (Failure failure) {
            return failed(failure.getMessage());
        }
    }

    private Answer failed(String why) {
        opening.log().warning("table " + opening.spec() + " lookup error: " + why);
        return new Answer.Unavailable(why);
    }

    private String ask(Wire wire, String question) throws Failure {
        wire.write(question.length() + ":" + question + ",");
        if (!wire.flush()) throw Failure.lost(wire.ending());
        int length = length(wire);
        var text = new StringBuilder(length);
        while (text.length() <= length) {
            if (wire.buffered() == 0 && !wire.fill()) throw Failure.lost(wire.ending());
            int part = Math.min(wire.buffered(), length + 1 - text.length());
            text.append(Latin1.of(wire.buffer(), wire.position(), part));
            wire.consume(part);
        }
        if (text.charAt(length) != ',') throw new Failure("input format error");
        text.setLength(length);
        return text.toString();
    }

    private int length(Wire wire) throws Failure {
        int length = 0;
        for (int digits = 0; digits <= DIGITS; digits++) {
            if (wire.buffered() == 0 && !wire.fill()) throw Failure.lost(wire.ending());
            int c = wire.buffer()[wire.position()];
            wire.consume(1);
            if (c == ':' && digits > 0) {
                if (length > longest) throw new Failure("input exceeds size limit");
                return length;
            }
            if (c < '0' || c > '9' || digits == DIGITS) break;
            length = 10 * length + c - '0';
        }
        throw new Failure("input format error");
    }

    private Answer answer(String reply) {
        int blank = reply.indexOf(' ');
        if (blank < 0) return refused("unknown", "");
        String status = reply.substring(0, blank), text = reply.substring(blank + 1);
        return switch (status) {
            case "OK" -> new Answer.Found(text);
            case "NOTFOUND" -> ABSENT;
            case "TEMP" -> refused("temporary", text);
            case "TIMEOUT" -> refused("timeout", text);
            case "PERM" -> refused("permanent", text);
            default -> refused("unknown", "");
        };
    }

    private Answer refused(String kind, String text) {
        String shown = text.substring(0, Math.min(text.length(), 200));
        opening.log().warning(opening.spec() + " socketmap server " + kind + " error" + (text.isEmpty() ? "" : ": ")
            + shown);
        return new Answer.Unavailable("socketmap server " + kind + " error");
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
