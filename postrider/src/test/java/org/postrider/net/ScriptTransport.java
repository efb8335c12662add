package org.postrider.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Gives what a test laid out, one piece per read, and keeps what is written, one entry per write.
final class ScriptTransport implements Transport {
    final Queue<byte[]> pieces = new ArrayDeque<>();
    final Queue<String> written = new ArrayDeque<>();
    /// runs before each read and write
    Runnable before = () -> {};
    String failure = "";
    boolean inputShut;
    boolean closed;

    ScriptTransport(String... pieces) {
        for (String piece : pieces) this.pieces.add(piece.getBytes(ISO_8859_1));
    }

    List<String> written() {
        return List.copyOf(written);
    }

    @Override public int read(byte[] into, int offset, int length) throws IOException {
        before.run();
        if (!failure.isEmpty()) throw new IOException(failure);
        if (inputShut || pieces.isEmpty()) return -1;
        var piece = pieces.remove();
        int size = Math.min(length, piece.length);
        System.arraycopy(piece, 0, into, offset, size);
        if (size < piece.length) {
            var rest = new ArrayDeque<>(pieces);
            pieces.clear();
            pieces.add(java.util.Arrays.copyOfRange(piece, size, piece.length));
            pieces.addAll(rest);
        }
        return size;
    }

    @Override public int readWithin(Duration limit, byte[] into, int offset, int length) throws IOException {
        return pieces.isEmpty() ? 0 : read(into, offset, length);
    }

    @Override public void write(byte[] from, int offset, int length) throws IOException {
        before.run();
        if (!failure.isEmpty()) throw new IOException(failure);
        written.add(new String(from, offset, length, ISO_8859_1));
    }

    @Override public void shutdownInput() {
        inputShut = true;
    }

    @Override public void shutdownOutput() {
        written.add("<end>");
    }

    @Override public void close() {
        closed = true;
    }
}
