package org.postrider.net;

import java.io.IOException;
import java.time.Duration;

/// What a [Wire] reads from and writes to: a socket, a TLS session over another transport, a script in a test. Used by
/// one thread, except that [#shutdownInput] and [#close] come from others too and must wake up who waits.
public interface Transport extends AutoCloseable {
    /// Waits for at least one byte.
    ///
    /// @return how many came; -1 when no more will
    int read(byte[] into, int offset, int length) throws IOException;

    /// Waits at most so long; zero doesn't wait at all.
    ///
    /// @return how many came; 0 when none came in time; -1 when no more will
    int readWithin(Duration limit, byte[] into, int offset, int length) throws IOException;

    /// Returns when all of it is on its way.
    void write(byte[] from, int offset, int length) throws IOException;

    /// Makes the pending read and all further ones return -1. What is written still goes out.
    void shutdownInput() throws IOException;

    /// Tells the peer that nothing more comes.
    void shutdownOutput() throws IOException;

    @Override void close() throws IOException;
}
