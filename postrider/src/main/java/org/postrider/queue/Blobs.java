package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Where contents live that are too large for the journal: one numbered blob each, written once. Under the same rules
/// as [JournalMedium]: nothing above may assume a file.
interface Blobs extends AutoCloseable {
    /// All that there are, also unfinished ones.
    List<Long> list() throws IOException;

    /// Makes a new blob. Its appender's durable append makes its existence durable, too.
    JournalMedium.Appender create(long number) throws IOException;

    /// A handle to read it by, which stays good when the blob is deleted meanwhile.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none
    Reader open(long number) throws IOException;

    /// Removes it if it is there.
    void delete(long number) throws IOException;

    @Override void close() throws IOException;

    /// Reads one blob.
    interface Reader extends AutoCloseable {
        /// Reads from `offset` until `into` is full or the blob ends; 0 at its end.
        int read(long offset, ByteBuffer into) throws IOException;

        @Override void close() throws IOException;
    }
}
