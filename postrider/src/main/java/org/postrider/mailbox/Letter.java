package org.postrider.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.postrider.message.Content;

/// A message as it is put into a mailbox.
///
/// @param header what goes before the content; see [#headers] and [#fromLine]
/// @param quoted put `>` before lines that begin with `From `, and an empty line behind the message (mbox)
/// @param limit  bytes that the file may grow to; 0 for no limit
public record Letter(String header, Content content, boolean quoted, long limit) {
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy",
        Locale.ENGLISH);
    private static final int BUFFER = 64 << 10;

    /// A place to put bytes.
    interface Out {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /// @param returnPath already in external form, empty for the null sender
    /// @param original   empty: no line for it
    /// @param recipient  empty: no line for it
    public static String headers(String returnPath, String original, String recipient) {
        return "Return-Path: <" + returnPath + ">\n"
            + (original.isEmpty() ? "" : "X-Original-To: " + original + "\n")
            + (recipient.isEmpty() ? "" : "Delivered-To: " + recipient + "\n");
    }

    /// The line that divides messages of an mbox.
    public static String fromLine(String returnPath, Instant now) {
        return "From " + (returnPath.isEmpty() ? "MAILER-DAEMON" : returnPath) + "  "
            + CTIME.format(now.atZone(ZoneId.systemDefault())) + "\n";
    }

    /// All of it, not quoted, for a program to read.
    public InputStream open() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(header.getBytes(ISO_8859_1)), content.open());
    }

    /// An upper bound of what [#copy] writes when nothing needs quoting.
    long size() {
        return header.length() + content.size() + 2;
    }

    /// Writes all of it; small letters go out with one call.
    void copy(Out out) throws IOException {
        byte[] head = header.getBytes(ISO_8859_1);
        var copy = new Copy(out, (int) Math.min(BUFFER, head.length + content.size() + 16));
        copy.put(head, 0, head.length);
        try (var in = content.open()) {
            byte[] piece = new byte[Math.clamp(content.size(), 1, 16 << 10)];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (quoted) copy.putQuoted(piece, n);
                else copy.put(piece, 0, n);
            }
        }
        copy.end(quoted);
    }

    private static final class Copy {
        private static final byte[] FROM = "From ".getBytes(ISO_8859_1);
        private final Out out;
        private byte[] buffer;
        private int used;
        private int matched;
        private byte last = '\n';

        Copy(Out out, int size) {
            this.out = out;
            buffer = new byte[size];
        }

        void put(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) last = bytes[offset + length - 1];
            for (int done = 0; done < length; ) {
                if (used == buffer.length) flush();
                int n = Math.min(length - done, buffer.length - used);
                System.arraycopy(bytes, offset + done, buffer, used, n);
                used += n;
                done += n;
            }
        }

        /// Bytes that may turn out to be the beginning of `From ` are held back until that is decided.
        void putQuoted(byte[] bytes, int length) throws IOException {
            for (int i = 0; i < length; ) {
                if (matched < 0) i = putLine(bytes, i, length);
                else if (bytes[i] != FROM[matched]) decide(matched);
                else {
                    i++;
                    if (++matched == FROM.length) {
                        put(new byte[] {'>'}, 0, 1);
                        decide(FROM.length);
                    }
                }
            }
        }

        private int putLine(byte[] bytes, int from, int length) throws IOException {
            int end = from;
            while (end < length && bytes[end] != '\n') end++;
            if (end < length) {
                end++;
                matched = 0;
            }
            put(bytes, from, end - from);
            return end;
        }

        private void decide(int held) throws IOException {
            put(FROM, 0, held);
            matched = -1;
        }

        void end(boolean blank) throws IOException {
            if (matched > 0) decide(matched);
            if (last != '\n') put(new byte[] {'\n'}, 0, 1);
            if (blank) put(new byte[] {'\n'}, 0, 1);
            flush();
        }

        private void flush() throws IOException {
            out.write(buffer, 0, used);
            used = 0;
        }
    }
}
