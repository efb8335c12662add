package org.postrider.pickup;

import java.io.IOException;
import java.util.Arrays;
import org.postrider.pickup.Submitted.Taker;

/// Brings submitted text into the form of messages: drops carriage returns at line ends where that is asked for, and
/// mailbox `From ` lines at the top. Used by one thread for one message.
final class LineEnds {
    /// `sendmail_fix_line_endings`.
    enum Fix { ALWAYS, STRICT, NEVER }

    /// A first line that is longer is no `From ` line, and how it ends tells nothing.
    private static final int LONG = 1 << 16;

    private final Taker next;
    private Fix fix;
    /// The first lines, until one is known to belong to the message.
    private byte[] top = new byte[0];
    private boolean atTop = true;
    /// Carriage returns whose next byte is not known yet.
    private int returns;

    LineEnds(Fix fix, Taker next) {
        this.fix = fix;
        this.next = next;
    }

    void take(byte[] bytes, int length) throws IOException {
        if (!atTop) {
            pass(bytes, length);
            return;
        }
        int old = top.length;
        top = Arrays.copyOf(top, old + length);
        System.arraycopy(bytes, 0, top, old, length);
        if (dropFromLines() || top.length > LONG) begin();
    }

    /// True when a line that belongs to the message is among what is held.
    private boolean dropFromLines() {
        for (int lf = indexOfLf(); lf >= 0; lf = indexOfLf()) {
            if (fix == Fix.STRICT) fix = lf > 0 && top[lf - 1] == '\r' ? Fix.ALWAYS : Fix.NEVER;
            if (!isFrom(lf)) return true;
            top = Arrays.copyOfRange(top, lf + 1, top.length);
        }
        return false;
    }

    private int indexOfLf() {
        for (int i = 0; i < top.length; i++)
            if (top[i] == '\n') return i;
        return -1;
    }

    private boolean isFrom(int length) {
        int at = 0;
        while (at < length && top[at] == '>') at++;
        return length - at >= 5 && top[at] == 'F' && top[at + 1] == 'r' && top[at + 2] == 'o' && top[at + 3] == 'm'
            && top[at + 4] == ' ';
    }

    private void begin() throws IOException {
        atTop = false;
        byte[] first = top;
        top = new byte[0];
        // Else the first line would continue our own Received: header.
        if (first.length > 0 && (first[0] == ' ' || first[0] == '\t')) next.take(new byte[] {'\n'}, 1);
        pass(first, first.length);
    }

    /// The message is over.
    void finish() throws IOException {
        if (atTop) begin();
        byte[] rest = new byte[returns];
        Arrays.fill(rest, (byte) '\r');
        if (returns > 0) next.take(rest, rest.length);
        returns = 0;
    }

    private void pass(byte[] bytes, int length) throws IOException {
        if (fix == Fix.ALWAYS) strip(bytes, length);
        else if (length > 0) next.take(bytes, length);
    }

    private void strip(byte[] bytes, int length) throws IOException {
        byte[] out = new byte[length + returns];
        int used = 0;
        for (int i = 0; i < length; i++) {
            byte c = bytes[i];
            if (c == '\r') {
                returns++;
                continue;
            }
            if (c == '\n') returns = 0;
            for (; returns > 0; returns--) out[used++] = '\r';
            out[used++] = c;
        }
        if (used > 0) next.take(out, used);
    }
}
