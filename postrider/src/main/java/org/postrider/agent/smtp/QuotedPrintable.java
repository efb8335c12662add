package org.postrider.agent.smtp;

import java.util.Arrays;
import org.postrider.text.Latin1;

/// Text into quoted-printable (RFC 2045 section 6.7), line by line as it comes. Used by one thread.
final class QuotedPrintable {
    /// A line that has got longer goes on in the next one. Postfix's number; the RFC allows 76 in all.
    private static final int LONGEST = 72;
    private static final byte[] HEX = Latin1.bytes("0123456789ABCDEF");

    /// Gets whole lines with their LF.
    interface Sink {
        void line(byte[] bytes, int offset, int length);
    }

    private final Sink sink;
    /// The longest is 73 bytes before its last one, which may take three; then comes `=`, then LF.
    private final byte[] out = new byte[LONGEST + 8];
    private int length;

    QuotedPrintable(Sink sink) {
        this.sink = sink;
    }

    void write(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                endLine();
                continue;
            }
            if (length > LONGEST) {
                put((byte) '=');
                flush();
            }
            if (b < ' ' && b != '\t' || b == '=' || b > '~') encode(b);
            else put(b);
        }
    }

    /// White space at the end of a line would get lost on the way.
    private void endLine() {
        if (length > 0 && (out[length - 1] == ' ' || out[length - 1] == '\t')) encode(out[--length]);
        flush();
    }

    /// A last line without an end gets none.
    void finish() {
        if (length > 0) sink.line(Arrays.copyOf(out, length), 0, length);
        length = 0;
    }

    private void encode(byte b) {
        put((byte) '=');
        put(HEX[b >> 4 & 15]);
        put(HEX[b & 15]);
    }

    private void put(byte b) {
        out[length++] = b;
    }

    private void flush() {
        put((byte) '\n');
        sink.line(out, 0, length);
        length = 0;
    }
}
