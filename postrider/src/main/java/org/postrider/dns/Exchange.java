package org.postrider.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Sends one question to one server and waits for its answer. Safe for any thread; blocks.
@FunctionalInterface
interface Exchange {
    /// @param query     a whole DNS message
    /// @param tcp       over a connection instead of a datagram
    /// @param patience  in all
    /// @return the answer to that very question
    /// @throws IOException when there is none in time, or nobody listens
    byte[] ask(InetSocketAddress server, byte[] query, boolean tcp, Duration patience) throws IOException;
}
