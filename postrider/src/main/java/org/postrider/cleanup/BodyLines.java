package org.postrider.cleanup;

import java.util.Arrays;
import org.postrider.text.Bytes;

/// Cuts bodies that stream by into lines for `body_checks`, without copying those that come whole. Used by one thread.
final class BodyLines {
    /// Takes what was cut.
    interface Taker {
        /// Whether lines are wanted that begin at this place of a body.
        boolean wants(long at);

        /// A line, or a piece of a long one.
        ///
        /// @param ended whether a LF ends it, which stands behind `length`
        void line(byte[] bytes, int offset, int length, boolean ended);

        /// Body that is not wanted as lines.
        void rest(byte[] bytes, int offset, int length);
    }

    private final Taker taker;
    private final int limit;
    /// The beginning of a line.
    private byte[] held = new byte[0];
    private int heldLength;

    /// @param limit bytes of a line that are handed on together
    BodyLines(Taker taker, int limit) {
        this.taker = taker;
        this.limit = limit;
    }

    /// @param place where in its body this begins
    void take(byte[] bytes, int offset, int length, long place) {
        int at = offset, end = offset + length;
        while (at < end) {
            if (heldLength == 0 && !taker.wants(place + at - offset)) {
                taker.rest(bytes, at, end - at);
                return;
            }
            at = next(bytes, at, end);
        }
    }

    private int next(byte[] bytes, int at, int end) {
        int room = limit - heldLength, stop = (int) Math.min(end, (long) at + room);
        int lf = Bytes.indexOf(bytes, (byte) '\n', at, stop);
        if (lf < 0 && stop - at < room) {
            hold(bytes, at, stop);
            return stop;
        }
        int until = lf < 0 ? stop : lf;
        if (heldLength == 0) taker.line(bytes, at, until - at, lf >= 0);
        else {
            hold(bytes, at, lf < 0 ? until : until + 1);
            int length = lf < 0 ? heldLength : heldLength - 1;
            heldLength = 0;
            taker.line(held, 0, length, lf >= 0);
        }
        return lf < 0 ? until : until + 1;
    }

    private void hold(byte[] bytes, int from, int to) {
        int need = heldLength + to - from;
        if (need > held.length) held = Arrays.copyOf(held, Math.max(need, Math.min(2 * held.length, limit + 1)));
        System.arraycopy(bytes, from, held, heldLength, to - from);
        heldLength = need;
    }
}
