package org.postrider.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.text.Latin1;

/// A message in the form of Postfix's queue files, for people and programs that know these: records of a type, a length
/// and so many bytes.
final class QueueFile {
    /// Where longer lines are cut, as `line_length_limit` has it by default.
    private static final int LONGEST_LINE = 2048;
    private static final int SIZES = 6;
    private static final int SIZE_WIDTH = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private QueueFile() {}

    /// @param content of the message
    static byte[] of(QueuedMessage message, byte[] content) {
        var envelope = new QueueFile();
        envelope.envelope(message);
        envelope.recipients(message);
        var text = new QueueFile();
        text.content(content);
        int sizeRecord = 2 + SIZES * (SIZE_WIDTH + 1) - 1;
        var all = new QueueFile();
        all.record('C', sizes(text.out.size(), sizeRecord + envelope.out.size() + 2, message));
        all.out.writeBytes(envelope.out.toByteArray());
        all.record('M', "");
        all.out.writeBytes(text.out.toByteArray());
        all.record('X', "");
        String id = messageId(content);
        if (!id.isEmpty()) all.attribute("message_id", id);
        if (message.envelope().options().eightBit()) all.attribute("encoding", "8bit");
        all.record('E', "");
        return all.out.toByteArray();
    }

    private static String sizes(long records, long offset, QueuedMessage message) {
        long notify = 0;
        for (var recipient : message.recipients()) notify |= (long) Notify.bits(recipient.notices()) << 1;
        var text = new StringBuilder();
        for (long size : new long[] {records, offset, message.recipients().size(), notify, message.content().size(), 0})
            text.append(text.isEmpty() ? "" : " ").append(pad(size));
        return text.toString();
    }

    private static String pad(long number) {
        String digits = String.valueOf(number);
        return " ".repeat(SIZE_WIDTH - digits.length()) + digits;
    }

    private void record(char type, String text) {
        byte[] bytes = Latin1.bytes(text);
        record(type, bytes, 0, bytes.length);
    }

    private void record(char type, byte[] bytes, int offset, int length) {
        out.write(type);
        int left = length;
        for (; left > 0x7f; left >>>= 7) out.write(left & 0x7f | 0x80);
        out.write(left);
        out.write(bytes, offset, length);
    }

    private void attribute(String name, String value) {
        if (!value.isEmpty()) record('A', name + "=" + value);
    }

    private void envelope(QueuedMessage message) {
        var envelope = message.envelope();
        var options = envelope.options();
        boolean network = !envelope.origin().protocol().isEmpty();
        var arrival = envelope.arrival();
        record('T', arrival.getEpochSecond() + " " + arrival.getNano() / 1000);
        attribute("create_time", String.valueOf(envelope.created().getEpochSecond()));
        if (network) {
            String ident = envelope.origin().ident();
            attribute("log_ident", ident.isEmpty() ? message.id().text() : ident);
        }
        attribute("envelope_id", options.envid());
        if (options.ret() != Ret.UNSAID) attribute("ret_flags", options.ret() == Ret.FULL ? "1" : "2");
        String filter = envelope.attribute("content_filter");
        if (!filter.isEmpty()) record('L', filter);
        attribute("rewrite_context", envelope.attribute("rewrite_context"));
        if (!envelope.fullName().isEmpty()) record('F', envelope.fullName());
        record('S', envelope.sender().text());
        if (options.eightBit()) attribute("encoding", "8bit");
        attribute("trace_flags", envelope.attribute("trace_flags"));
        if (!envelope.attribute("verp_delimiters").isEmpty()) record('V', envelope.attribute("verp_delimiters"));
        String redirect = envelope.attribute("redirect");
        if (!redirect.isEmpty()) record('>', redirect);
        if (network) client(envelope);
    }

    private void client(Envelope envelope) {
        var origin = envelope.origin();
        attribute("log_client_name", origin.clientName());
        attribute("log_client_address", origin.clientAddress());
        attribute("log_client_port", origin.clientPort());
        attribute("log_message_origin", origin.clientName() + "[" + origin.clientAddress() + "]");
        attribute("log_helo_name", origin.helo());
        attribute("log_protocol_name", origin.protocol());
        attribute("sasl_method", origin.saslMethod());
        attribute("sasl_username", origin.saslUsername());
        attribute("sasl_sender", origin.saslSender());
        attribute("client_name", origin.clientName());
        attribute("reverse_client_name", envelope.attribute("reverse_client_name"));
        attribute("client_address", origin.clientAddress());
        attribute("client_port", origin.clientPort());
        attribute("server_address", envelope.attribute("server_address"));
        attribute("server_port", envelope.attribute("server_port"));
        attribute("helo_name", origin.helo());
        attribute("protocol_name", origin.protocol());
        attribute("client_address_type", origin.clientAddress().indexOf(':') >= 0 ? "10" : "2");
    }

    private void recipients(QueuedMessage message) {
        var done = done(message.history());
        for (var recipient : message.recipients()) {
            if (!recipient.notices().isEmpty())
                attribute("notify_flags", String.valueOf(Notify.bits(recipient.notices())));
            String original = original(recipient);
            attribute("dsn_orig_rcpt", recipient.orcpt().isEmpty() && !original.isEmpty() ? "rfc822;" + original
                : recipient.orcpt());
            if (!original.isEmpty()) record('O', original);
            record(done.get(recipient.index()) ? 'D' : 'R', recipient.address().text());
        }
    }

    private static String original(Recipient recipient) {
        return recipient.original().text();
    }

    private static BitSet done(List<Attempt> history) {
        var done = new BitSet();
        for (var attempt : history)
            if (attempt.fate().isFinal()) done.set(attempt.recipient());
        return done;
    }

    private void content(byte[] content) {
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                record('N', content, start, i - start);
                start = i + 1;
            } else if (i - start == LONGEST_LINE) {
                record('L', content, start, i - start);
                start = i;
            }
        }
        if (start < content.length) record('L', content, start, content.length - start);
    }

    /// The value of the first Message-Id header, unfolded.
    private static String messageId(byte[] content) {
        int end = 0;
        while (end + 1 < content.length && !(content[end] == '\n' && content[end + 1] == '\n')) end++;
        String head = new String(Arrays.copyOf(content, end), StandardCharsets.ISO_8859_1);
        String found = "";
        boolean inside = false;
        for (String line : head.split("\n")) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (inside && !folded) break;
            if (inside) found += line;
            else if (line.regionMatches(true, 0, "message-id:", 0, 11)) {
                found = line.substring(11);
                inside = true;
            }
        }
        return found.strip();
    }
}
