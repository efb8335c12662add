package org.postrider.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A pair of streams, for a session with whoever started this process. A pending read is not woken up: whoever waits
/// for his own parent has nothing else to do.
public record StreamTransport(InputStream in, OutputStream out) implements Transport {
    @Override public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    /// What is there without waiting is not looked at: all of a session may be, and nobody is to be told that he came
    /// too early.
    @Override public int readWithin(Duration limit, byte[] into, int offset, int length) throws IOException {
        return limit.isZero() ? 0 : in.read(into, offset, length);
    }

    @Override public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        out.flush();
    }

    @Override public void shutdownInput() throws IOException {
        in.close();
    }

    @Override public void shutdownOutput() throws IOException {
        out.close();
    }

    @Override public void close() throws IOException {
        try (in) {
            out.close();
        }
    }
}
