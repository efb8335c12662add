package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The journal of somebody else, to be read and not touched.
record LookingMedium(FileMedium files) implements JournalMedium {
    /// Nobody is shut out.
    @Override public List<Long> takeOver() throws IOException {
        return files.list();
    }

    @Override public Appender open(long segment) {
        throw readOnly();
    }

    @Override public int read(long segment, long offset, ByteBuffer into) throws IOException {
        return files.read(segment, offset, into);
    }

    @Override public long size(long segment) throws IOException {
        return files.size(segment);
    }

    @Override public void delete(long segment) {
        throw readOnly();
    }

    /// What looks damaged may only be unfinished, and is its writer's matter.
    @Override public String keepAside(String name, ByteBuffer bytes) {
        return "the journal";
    }

    @Override public long free() throws IOException {
        return files.free();
    }

    @Override public void close() throws IOException {
        files.close();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("this journal is open for reading only");
    }
}
