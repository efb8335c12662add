package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;

/// Standard output of a command whose reader may go away, as in `postqueue -p | head`. Other programs are ended by a
/// signal then, without a word; the JVM gets an error instead, which is made into the same silent end here.
final class StandardOutput extends OutputStream {
    /// What a shell shows for a program that SIGPIPE ended: 128 and the signal's number.
    static final int NOBODY_READS = 141;

    private final OutputStream stream;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    @Override public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException failure) {
            if ("Broken pipe".equals(failure.getMessage())) throw new CommandException(NOBODY_READS, "");
            throw failure;
        }
    }

    @Override public void flush() throws IOException {
        stream.flush();
    }
}
