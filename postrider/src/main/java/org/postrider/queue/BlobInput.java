package org.postrider.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Reads a blob from start to end. Whoever reaches the end has read what was written: else it throws there.
final class BlobInput extends InputStream {
    /// What is read.
    ///
    /// @param damaged called when it proves to be
    record Source(QueueId id, long size, Damage damaged) {}

    interface Damage {
        void found() throws IOException;
    }

    private final Source content;
    private final Blobs.Reader blob;
    private final int checksum;
    private final CRC32C seen = new CRC32C();
    private long at;

    BlobInput(Source content, Blobs.Reader blob, int checksum) {
        this.content = content;
        this.blob = blob;
        this.checksum = checksum;
    }

    @Override public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        int count = blob.read(at, ByteBuffer.wrap(into, offset, (int) Math.min(length, content.size() - at)));
        if (count == 0) return end();
        seen.update(into, offset, count);
        at += count;
        return count;
    }

    private int end() throws IOException {
        if (at == content.size() && (int) seen.getValue() == checksum) return -1;
        content.damaged().found();
        throw new DamagedException("queue file " + content.id() + ": content is damaged");
    }

    @Override public void close() throws IOException {
        blob.close();
    }
}
