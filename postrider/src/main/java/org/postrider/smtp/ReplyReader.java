package org.postrider.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.status.EnhancedStatus;

/// Puts a server's reply together, line by line. For one reply.
public final class ReplyReader {
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private final List<String> strays = new ArrayList<>();

    /// @param limit bytes of text that are kept of a reply; further lines are read and dropped
    public ReplyReader(int limit) {
        this.limit = limit;
    }

    /// Takes a line without its end.
    ///
    /// @return the reply when this is its last line
    public Optional<ServerReply> line(String raw) {
        String line = ServerReply.printable(raw);
        if (text.length() < limit) text.append(text.isEmpty() ? "" : "\n").append(line);
        boolean coded = digits(line) == 3;
        if (coded && (line.length() == 3 || line.charAt(3) == ' ')) return Optional.of(reply(line));
        if ((!coded || line.charAt(3) != '-') && strays.size() < limit) strays.add(line);
        return Optional.empty();
    }

    private static int digits(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(count) >= '0' && line.charAt(count) <= '9') count++;
        return count;
    }

    private ServerReply reply(String last) {
        int code = Integer.parseInt(last.substring(0, 3));
        return new ServerReply(code, status(last), text.toString(), List.copyOf(strays));
    }

    /// A status that doesn't fit the code is none.
    private static String status(String last) {
        char kind = last.charAt(0);
        if ("245".indexOf(kind) < 0) return "5.5.0";
        int at = Math.min(4, last.length());
        while (at < last.length() && last.charAt(at) == ' ') at++;
        int length = EnhancedStatus.lengthAt(last, at);
        return length > 0 && last.charAt(at) == kind ? last.substring(at, at + length) : kind + ".0.0";
    }
}
