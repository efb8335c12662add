package org.postrider.queue;

import java.io.IOException;

/// Somebody else has the queue open.
public final class InUseException extends IOException {
    private static final long serialVersionUID = 1;

    InUseException(String message) {
        super(message);
    }
}
