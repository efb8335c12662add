package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// What the journal is written to: a row of numbered segments, each of which only ever grows until it is sealed.
/// Files today ([FileMedium]); a replicated log with fenced writers can stand here instead, so nothing above this
/// interface may assume a file, a path or a block size.
///
/// At most one thread appends to a segment at a time. [#read] may be called by any number of threads, also on the
/// segment that is being appended to. Every method fails with an [IOException] that names segment and cause.
public interface JournalMedium extends AutoCloseable {

    /// Becomes the only writer and shuts out the previous one, for good or by refusing to start beside it.
    /// Must be called first.
    ///
    /// @return the numbers of all segments there are, ascending
    /// @throws IOException also when another writer is alive and cannot be fenced
    List<Long> takeOver() throws IOException;

    /// Makes a new segment and opens it for appending. Its existence is durable no later than its first durable batch.
    Appender open(long segment) throws IOException;

    /// Reads from `offset` until `into` is full or the segment ends.
    ///
    /// @return the number of bytes read; 0 at the end of the segment
    /// @throws java.nio.file.NoSuchFileException when there is no such segment (any more)
    int read(long segment, long offset, ByteBuffer into) throws IOException;

    /// The segment's length in bytes.
    long size(long segment) throws IOException;

    /// Removes a segment for good.
    void delete(long segment) throws IOException;

    /// Keeps damaged bytes where a person can find them, outside of the journal.
    ///
    /// @return where they are, in words for the log
    String keepAside(String name, ByteBuffer bytes) throws IOException;

    /// Bytes that can still be stored.
    long free() throws IOException;

    @Override void close() throws IOException;

    /// A segment open for appending. After any method threw, only [#seal] may be called: what the segment holds past
    /// the last durable batch is unknown, and asking the medium to sync again would hide that.
    interface Appender {
        /// Appends all of the batch. When `durable`, returns only after everything appended so far would outlive a
        /// power failure.
        void append(ByteBuffer batch, boolean durable) throws IOException;

        /// Ends the segment at `length` bytes; what lies behind is dropped when the medium can still do that.
        void seal(long length) throws IOException;
    }
}
