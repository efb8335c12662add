package org.postrider.smtpd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.postrider.net.Transport;
import org.postrider.text.Latin1;

/// A client that says one piece at a time, each after everything before was answered.
final class Script implements Transport {
    private final Queue<String> pieces;
    private final StringBuilder answers = new StringBuilder();
    private String rest = "";

    Script(String... pieces) {
        this.pieces = new ArrayDeque<>(Arrays.asList(pieces));
    }

    String answers() {
        return answers.toString();
    }

    @Override public int read(byte[] into, int offset, int length) {
        if (rest.isEmpty()) {
            if (pieces.isEmpty()) return -1;
            rest = pieces.remove();
        }
        byte[] bytes = Latin1.bytes(rest);
        int size = Math.min(length, bytes.length);
        System.arraycopy(bytes, 0, into, offset, size);
        rest = rest.substring(size);
        return size;
    }

    /// What was sent in one piece is there at once; the next piece waits for answers.
    @Override public int readWithin(Duration limit, byte[] into, int offset, int length) {
        return rest.isEmpty() ? 0 : read(into, offset, length);
    }

    @Override public void write(byte[] from, int offset, int length) {
        answers.append(Latin1.of(from, offset, length));
    }

    @Override public void shutdownInput() {
        pieces.clear();
    }

    @Override public void shutdownOutput() {
        answers.append("<end>");
    }

    @Override public void close() {
        pieces.clear();
    }
}
