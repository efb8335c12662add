package org.postrider.queue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.text.Latin1;

/// A queue listing as it crosses the socket `public/showq`: Postfix's attribute lists with NUL bytes, which monitoring
/// programs read too. A greeting; for each message its attributes, then four for each recipient, then an empty name;
/// after the last message another empty name.
public final class ListingFormat {
    /// What the server says first.
    public static final String GREETING = "protocol\0mail_queue_list_protocol\0\0";
    /// After the last message.
    public static final String END = "\0";

    private ListingFormat() {}

    /// Appends one message.
    public static void append(StringBuilder out, Listed message) {
        attribute(out, "queue_name", message.queue());
        attribute(out, "queue_id", message.id());
        attribute(out, "time", String.valueOf(message.arrival()));
        attribute(out, "size", String.valueOf(message.size()));
        attribute(out, "forced_expire", message.expired() ? "1" : "0");
        attribute(out, "sender", message.sender());
        for (var receiver : message.receivers()) {
            attribute(out, "original_recipient", receiver.original());
            attribute(out, "recipient", receiver.address());
            attribute(out, "log_class", receiver.kind());
            attribute(out, "reason", receiver.reason());
        }
        out.append('\0');
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(name).append('\0').append(value).append('\0');
    }

    /// Reads a listing. For one thread.
    public static final class Reader {
        private static final int BUFFER = 1 << 16;
        /// Longer than any attribute that the server sends: a reason is cut at some thousand.
        private static final int LONGEST = 1 << 20;

        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int at;
        private int end;

        /// @throws IOException when the other side is no queue listing service
        public Reader(InputStream in) throws IOException {
            this.in = in;
            expect("protocol");
            expect("mail_queue_list_protocol");
            expect("");
        }

        /// The next message; empty after the last one.
        ///
        /// @throws IOException when the listing ends too early or makes no sense
        public Optional<Listed> next() throws IOException {
            String first = token();
            if (first.isEmpty()) return Optional.empty();
            if (!first.equals("queue_name")) throw malformed();
            String queue = token(), id = value("queue_id");
            long arrival = number(value("time")), size = number(value("size"));
            boolean expired = !value("forced_expire").equals("0");
            return Optional.of(new Listed(queue, id, arrival, size, expired, value("sender"), receivers()));
        }

        private List<Listed.Receiver> receivers() throws IOException {
            var receivers = new ArrayList<Listed.Receiver>(1);
            for (String name = token(); !name.isEmpty(); name = token()) {
                if (!name.equals("original_recipient")) throw malformed();
                receivers.add(new Listed.Receiver(token(), value("recipient"), value("log_class"), value("reason")));
            }
            return receivers;
        }

        private String value(String name) throws IOException {
            expect(name);
            return token();
        }

        private void expect(String text) throws IOException {
            if (!token().equals(text)) throw malformed();
        }

        private static long number(String text) throws IOException {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException bad) {
                throw malformed();
            }
        }

        private static IOException malformed() {
            return new IOException("malformed showq server response");
        }

        private String token() throws IOException {
            String begun = "";
            while (true) {
                for (int i = at; i < end; i++)
                    if (buffer[i] == 0) {
                        String text = Latin1.of(buffer, at, i - at);
                        at = i + 1;
                        return begun.isEmpty() ? text : begun + text;
                    }
                begun += Latin1.of(buffer, at, end - at);
                at = 0;
                end = in.read(buffer);
                if (end < 0 || begun.length() > LONGEST) throw malformed();
            }
        }
    }
}
