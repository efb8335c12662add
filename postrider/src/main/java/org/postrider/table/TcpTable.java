package org.postrider.table;

import java.time.Duration;
import org.postrider.net.Line;
import org.postrider.net.Wire;
import org.postrider.table.RemoteServer.Failure;
import org.postrider.table.RemoteServer.Unreachable;

/// `tcp:host:port`, a table of another program, asked in lines (tcp_table(5)).
record TcpTable(Opening opening, RemoteServer server) implements Table {
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final int LONGEST = 4096;

    static Table open(Opening opening) {
        if (opening.use().guard() == Use.Guard.TRUSTED)
            throw new TableException(opening.spec() + " map is not allowed for security sensitive data");
        return new TcpTable(opening, new RemoteServer(Peer.inet(opening.name()), LIMIT, opening.world()));
    }

    @Override public Answer lookup(String key) {
        try {
            return answer(server.ask(wire -> ask(wire, key)));
        } catch (Unreachable failure) {
            opening.log().warning("connect to TCP map " + opening.name() + ": " + failure.getMessage());
            return new Answer.Unavailable(failure.getMessage());
        } catch (Failure failure) {
            return misread(failure.getMessage());
        }
    }

    private String ask(Wire wire, String key) throws Failure {
        wire.write("get " + quoted(key) + "\n");
        if (!wire.flush()) throw Failure.lost(wire.ending());
        return switch (wire.readLine(LONGEST)) {
            case Line.Whole(String text, _) -> checked(text);
            case Line.Piece _ -> throw new Failure("text longer than " + LONGEST);
            case Line.None _ -> throw Failure.lost(wire.ending());
        };
    }

    /// @throws Failure when it is no reply: the next one would be of another question then
    private static String checked(String reply) throws Failure {
        boolean form = reply.length() >= 4 && reply.charAt(3) == ' ' && reply.substring(0, 3).chars().allMatch(
            c -> c >= '0' && c <= '9');
        if (!form) throw new Failure("malformed reply: " + shown(reply));
        return reply;
    }

    private Answer answer(String reply) {
        return switch (reply.charAt(0)) {
            case '2' -> found(reply.substring(4));
            case '4' -> new Answer.Unavailable("the server is not able to answer now");
            case '5' -> ABSENT;
            default -> misread("bad status code: " + shown(reply));
        };
    }

    private Answer found(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += text.charAt(i) == '%' ? 3 : 1) {
            if (text.charAt(i) != '%') {
                out.append(text.charAt(i));
                continue;
            }
            int code = code(text, i + 1);
            if (code < 0) return misread("malformed reply: " + shown(text));
            out.append((char) code);
        }
        return new Answer.Found(out.toString());
    }

    /// The number that two hexadecimal digits stand for; negative when there are none.
    private static int code(String text, int at) {
        if (at + 2 > text.length()) return -1;
        int high = Character.digit(text.charAt(at), 16), low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private Answer misread(String why) {
        String text = "read TCP map reply from " + opening.name() + ": " + why;
        opening.log().warning(text);
        return new Answer.Unavailable("no answer of the server");
    }

    private static String shown(String reply) {
        return reply.substring(0, Math.min(reply.length(), 100));
    }

    private static String quoted(String key) {
        var out = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c <= ' ' || c == '%' || c >= 0x7f) out.append('%').append(hex(c >> 4)).append(hex(c & 15));
            else out.append(c);
        }
        return out.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
