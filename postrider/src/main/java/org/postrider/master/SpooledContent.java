package org.postrider.master;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import org.postrider.message.Content;

/// Content that came over the socket: in memory when small, else in a temporary file that has no name for others and
/// goes with the process.
record SpooledContent(FileChannel file, long size) implements Content, AutoCloseable {
    private static final int SMALL = 1 << 20;

    static Content read(DataInputStream in, long size) throws IOException {
        if (size < 0) throw new IOException("bad size " + size);
        if (size <= SMALL) {
            byte[] bytes = new byte[(int) size];
            in.readFully(bytes);
            return Content.of(bytes);
        }
        var path = Files.createTempFile("postrider", ".message");
        var file = FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE);
        byte[] piece = new byte[64 << 10];
        for (long left = size; left > 0; ) {
            int n = (int) Math.min(left, piece.length);
            in.readFully(piece, 0, n);
            var buffer = ByteBuffer.wrap(piece, 0, n);
            while (buffer.hasRemaining()) file.write(buffer);
            left -= n;
        }
        return new SpooledContent(file, size);
    }

    @Override public InputStream open() {
        return new InputStream() {
            private long at;

            @Override public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override public int read(byte[] into, int offset, int length) throws IOException {
                int n = file.read(ByteBuffer.wrap(into, offset, length), at);
                if (n > 0) at += n;
                return n;
            }
        };
    }

    @Override public void close() throws IOException {
        file.close();
    }
}
