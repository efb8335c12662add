package org.postrider.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A message's header and body, wherever they are: in memory, in the journal, in a blob file, on the other side of a
/// socket. LF line ends, dots not stuffed, the last line ends with LF. May be read any number of times by any thread.
public interface Content {
    /// Bytes.
    long size();

    /// A new stream over all of it; the caller closes it.
    ///
    /// @throws IOException when it cannot be read now, or its checksum says it is damaged
    InputStream open() throws IOException;

    default void transferTo(OutputStream out) throws IOException {
        try (var in = open()) {
            in.transferTo(out);
        }
    }

    static Content of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /// Content at hand; `bytes` is not copied and must not be changed.
    record InMemory(byte[] bytes) implements Content {
        @Override public long size() {
            return bytes.length;
        }

        @Override public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override public void transferTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
