package org.postrider.smtp;

import java.util.Arrays;
import org.postrider.text.Bytes;
import org.postrider.text.Latin1;

/// Turns what a client sends as a message into content as it is kept inside: LF line ends, no stuffed dots. Fed with
/// bytes as they come, divided anywhere; hands them on in large pieces. For one message.
public final class ContentReader {
    /// Content collects here, so that it is handed on in few calls.
    private static final int ROOM = 1 << 16;
    /// Enough for most messages.
    private static final int SMALL = 1 << 13;
    /// A longer line is handled in pieces; what a piece is nobody sees but the memory.
    private static final int LONGEST = 1 << 13;
    private static final byte[] MAILBOX_LINE = Latin1.bytes("X-Mailbox-Line: ");
    private static final byte[] FROM = Latin1.bytes("From ");

    /// Where content goes.
    @FunctionalInterface
    public interface Sink {
        /// The bytes are valid during the call only.
        void content(byte[] bytes, int offset, int length);
    }

    private final boolean dots;
    private final BareLf bareLf;
    private final long sizeLimit;
    private final Sink sink;
    private byte[] out = new byte[SMALL];
    private int outLength;
    /// A line whose end has not come yet.
    private byte[] held = new byte[256];
    private int heldLength;
    private boolean continued;
    private boolean first;
    private boolean lastWasBare;
    private boolean sawBare;
    private boolean ended;
    private boolean tooBig;
    private long size;

    private ContentReader(boolean dots, BareLf bareLf, long sizeLimit, Sink sink) {
        this.dots = dots;
        this.first = dots;
        this.bareLf = bareLf;
        this.sizeLimit = sizeLimit;
        this.sink = sink;
    }

    /// For DATA: a dot on a line of its own ends the message.
    ///
    /// @param sizeLimit bytes as on the line, CR LF included; 0: none
    public static ContentReader data(BareLf bareLf, long sizeLimit, Sink sink) {
        return new ContentReader(true, bareLf, sizeLimit, sink);
    }

    /// For BDAT: all chunks of one message go through the same reader, and [#finish] ends it.
    public static ContentReader chunks(BareLf bareLf, long sizeLimit, Sink sink) {
        return new ContentReader(false, bareLf, sizeLimit, sink);
    }

    /// Takes bytes `[from, to)`, up to the end of the message.
    ///
    /// @return how many of them it took: all, unless the message has [#ended]
    public int feed(byte[] in, int from, int to) {
        int at = from;
        while (at < to && !ended) {
            int lf = Bytes.indexOf(in, (byte) '\n', at, to);
            if (lf < 0) {
                hold(in, at, to);
                at = to;
            } else if (heldLength > 0) {
                hold(in, at, lf);
                line(held, 0, heldLength);
                heldLength = 0;
                at = lf + 1;
            } else {
                line(in, at, lf);
                at = lf + 1;
            }
        }
        return at - from;
    }

    /// The last chunk is through: a line without an end gets one.
    public void finish() {
        if (heldLength > 0) {
            store(held, 0, heldLength, true);
            heldLength = 0;
        }
        ended = true;
        flush();
    }

    private void hold(byte[] in, int from, int to) {
        int at = from;
        while (to - at > 0) {
            int take = Math.min(to - at, LONGEST - heldLength);
            if (heldLength + take > held.length) held = Arrays.copyOf(held, LONGEST);
            System.arraycopy(in, at, held, heldLength, take);
            heldLength += take;
            at += take;
            if (heldLength == LONGEST) piece();
        }
    }

    /// Passes on the start of a very long line; the last byte stays, as it may be a CR.
    private void piece() {
        int length = heldLength - 1;
        if (!continued) start(held, 0, length);
        int dot = dots && !continued && held[0] == '.' ? 1 : 0;
        store(held, dot, length, false);
        held[0] = held[length];
        heldLength = 1;
        continued = true;
        lastWasBare = false;
    }

    /// A line that ends before the LF at `lf`.
    private void line(byte[] in, int from, int lf) {
        int end = lf;
        boolean bare = end == from || in[end - 1] != '\r';
        if (bareLf == BareLf.ALLOW) while (end > from && in[end - 1] == '\r') end--;
        else if (!bare) end--;
        bare &= bareLf != BareLf.ALLOW;
        sawBare |= bare;
        int start = from;
        if (!continued) {
            start(in, from, end);
            if (dots && from < end && in[from] == '.') {
                boolean lone = end - from == 1;
                if (lone && (bare || lastWasBare)) {
                    lastWasBare = bare;
                    return; // no end of the message: it would be one to some servers and none to others
                }
                if (lone) {
                    ended = true;
                    flush();
                    return;
                }
                start++;
            }
        }
        store(in, start, end, true);
        continued = false;
        lastWasBare = bare;
    }

    /// What goes in front of the first line: a mailbox's From_ line is no header, and a first line that looks like a
    /// continuation must not continue our own Received.
    private void start(byte[] in, int from, int end) {
        if (!first) return;
        first = false;
        if (from == end) return;
        if (in[from] == ' ' || in[from] == '\t') put('\n');
        int at = from;
        while (at < end && in[at] == '>') at++;
        if (end - at >= FROM.length && Arrays.equals(in, at, at + FROM.length, FROM, 0, FROM.length)) {
            put(MAILBOX_LINE, 0, MAILBOX_LINE.length);
            size += MAILBOX_LINE.length;
        }
    }

    private void store(byte[] in, int from, int to, boolean newline) {
        int length = to - from + (newline ? 2 : 0);
        if (!tooBig && sizeLimit > 0 && size > sizeLimit - length) tooBig = true;
        if (tooBig) return;
        size += length;
        put(in, from, to - from);
        if (newline) put('\n');
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

    /// The message is complete.
    public boolean ended() {
        return ended;
    }

    /// Some line ended in LF without CR; never true with [BareLf#ALLOW].
    public boolean sawBareLf() {
        return sawBare;
    }

    /// It became larger than allowed; what is over the limit was dropped.
    public boolean tooBig() {
        return tooBig;
    }

    /// Bytes of the lines so far, with CR LF.
    public long size() {
        return size;
    }

    /// Bytes taken so far, those of an unfinished line included.
    public long received() {
        return size + heldLength;
    }
}
