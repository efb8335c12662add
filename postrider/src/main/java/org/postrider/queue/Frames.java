package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where records can be read from.
interface Frames {
    /// Reads a whole frame.
    ///
    /// @throws DamagedException when its checksum says that it is damaged
    ByteBuffer read(long location) throws IOException;

    /// Reads the first `length` bytes of a frame. Nobody has looked at its checksum.
    ByteBuffer readStart(long location, int length) throws IOException;
}
