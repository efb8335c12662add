package org.postrider.net;

import java.io.IOException;
import java.time.Duration;

/// Gives bytes that were read too early once more, and then the transport below. For one thread.
final class Leftover implements Transport {
    private final byte[] bytes;
    private final Transport below;
    private int given;

    Leftover(byte[] bytes, Transport below) {
        this.bytes = bytes;
        this.below = below;
    }

    @Override public int read(byte[] into, int offset, int length) throws IOException {
        return given == bytes.length ? below.read(into, offset, length) : give(into, offset, length);
    }

    @Override public int readWithin(Duration limit, byte[] into, int offset, int length) throws IOException {
        return given == bytes.length ? below.readWithin(limit, into, offset, length) : give(into, offset, length);
    }

    private int give(byte[] into, int offset, int length) {
        int size = Math.min(length, bytes.length - given);
        System.arraycopy(bytes, given, into, offset, size);
        given += size;
        return size;
    }

    @Override public void write(byte[] from, int offset, int length) throws IOException {
        below.write(from, offset, length);
    }

    @Override public void shutdownInput() throws IOException {
        below.shutdownInput();
    }

    @Override public void shutdownOutput() throws IOException {
        below.shutdownOutput();
    }

    @Override public void close() throws IOException {
        below.close();
    }
}
