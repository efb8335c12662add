package org.postrider.agent.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.message.Content;
import org.postrider.table.Fold;

/// The addresses of a message's Delivered-To: headers. Mail to one of them has been here before.
record Loops(Set<String> delivered) {
    /// More are not looked at: no honest message has them.
    private static final int MOST = 1000;
    /// No address is longer; what follows of a line is skipped.
    private static final int LINE = 2048;
    private static final String NAME = "delivered-to:";

    Loops {
        delivered = Set.copyOf(delivered);
    }

    /// @throws IOException when the message cannot be read
    static Loops of(Content content) throws IOException {
        var found = new HashSet<String>();
        try (var in = new BufferedInputStream(content.open())) {
            String line = line(in);
            while (found.size() < MOST && isHeader(line)) {
                if (line.regionMatches(true, 0, NAME, 0, NAME.length()))
                    found.add(Fold.key(line.substring(NAME.length()).strip()));
                line = line(in);
            }
        }
        return new Loops(found);
    }

    boolean has(Address address) {
        return !delivered.isEmpty() && delivered.contains(Fold.key(Quoting.header(address)));
    }

    /// A header's first line, or one that continues it.
    private static boolean isHeader(String line) {
        if (line.isEmpty()) return false;
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') return true;
        int colon = line.indexOf(':');
        for (int i = 0; i < colon; i++)
            if (line.charAt(i) <= ' ' || line.charAt(i) > '~') return false;
        return colon > 0;
    }

    /// The next line without its end; empty at the end of the message, too.
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (line.length() < LINE) line.append((char) c);
        return line.toString();
    }
}
