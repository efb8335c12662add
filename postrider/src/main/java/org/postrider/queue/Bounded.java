package org.postrider.queue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// So many bytes of a stream that goes on, or must not end, behind them. Closing it leaves the stream open.
final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long length) {
        this.in = in;
        left = length;
    }

    @Override public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (left == 0) return -1;
        int got = in.read(into, offset, (int) Math.min(left, length));
        if (got < 0) throw new EOFException("the message ended " + left + " bytes too early");
        left -= got;
        return got;
    }
}
