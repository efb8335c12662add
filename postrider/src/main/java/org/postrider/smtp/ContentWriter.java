package org.postrider.smtp;

import java.util.Arrays;
import org.postrider.text.Bytes;

/// Turns content as it is kept inside into what DATA sends: CR LF line ends, stuffed dots (RFC 5321 section 4.5.2),
/// no line longer than the limit. Fed with bytes as they come; hands them on in large pieces. For one message.
public final class ContentWriter {
    private static final int ROOM = 1 << 16;
    private static final int SMALL = 1 << 13;

    private final ContentReader.Sink sink;
    private final int lineLimit;
    private byte[] out = new byte[SMALL];
    private int outLength;
    private int column;
    private boolean broke;

    /// @param lineLimit bytes without line end (`smtp_line_length_limit`); a longer line continues on the next, behind
    ///                  a space. 0: no limit
    public ContentWriter(int lineLimit, ContentReader.Sink sink) {
        this.lineLimit = lineLimit;
        this.sink = sink;
    }

    public void write(byte[] in, int from, int to) {
        for (int at = from; at < to; ) {
            int lf = Bytes.indexOf(in, (byte) '\n', at, to), end = lf < 0 ? to : lf;
            text(in, at, end);
            if (lf >= 0) newline();
            at = end + 1;
        }
    }

    /// Ends the last line if need be, and hands on all there is, but not yet the message's end.
    public void endText() {
        if (column > 0) newline();
        flush();
    }

    /// Ends the last line if need be, and the message.
    public void finish() {
        if (column > 0) newline();
        put('.');
        newline();
        flush();
    }

    /// A line was longer than allowed and broken.
    public boolean broke() {
        return broke;
    }

    private void text(byte[] in, int from, int to) {
        int at = from;
        while (at < to) {
            if (column == 0 && in[at] == '.') put('.');
            int take = to - at;
            if (lineLimit > 0) {
                if (column == lineLimit) fold();
                take = Math.min(take, lineLimit - column);
            }
            put(in, at, take);
            column += take;
            at += take;
        }
    }

    private void fold() {
        newline();
        put(' ');
        column = 1;
        broke = true;
    }

    private void newline() {
        put('\r');
        put('\n');
        column = 0;
    }

    private void put(byte[] in, int from, int length) {
        if (length > out.length - outLength) makeRoom(length);
        if (length > out.length) {
            sink.content(in, from, length);
            return;
        }
        System.arraycopy(in, from, out, outLength, length);
        outLength += length;
    }

    private void put(char c) {
        if (outLength == out.length) makeRoom(1);
        out[outLength++] = (byte) c;
    }

    private void makeRoom(int length) {
        if (outLength + length <= ROOM) out = Arrays.copyOf(out, ROOM);
        else flush();
    }

    private void flush() {
        if (outLength > 0) sink.content(out, 0, outLength);
        outLength = 0;
    }
}
