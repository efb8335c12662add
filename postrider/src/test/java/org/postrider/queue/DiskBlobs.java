package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.postrider.testing.FaultyDisk;

/// Blobs on a faulty disk of their own.
record DiskBlobs(FaultyDisk disk) implements Blobs {
    @Override public List<Long> list() {
        return disk.numbers();
    }

    @Override public JournalMedium.Appender create(long number) throws IOException {
        return disk.replace(number);
    }

    @Override public Reader open(long number) throws IOException {
        disk.size(number);
        return new Reader() {
            @Override public int read(long offset, ByteBuffer into) throws IOException {
                return disk.read(number, offset, into);
            }

            @Override public void close() {
                // nothing is held
            }
        };
    }

    @Override public void delete(long number) throws IOException {
        disk.delete(number);
    }

    @Override public void close() {
        // the disk is the test's
    }
}
