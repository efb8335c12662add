package org.postrider.queue;

import java.io.IOException;

/// A record is there but its checksum says that it is not what was written.
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
        super(message);
    }
}
