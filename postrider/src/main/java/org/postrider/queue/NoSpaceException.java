package org.postrider.queue;

import java.io.IOException;

/// The queue has less room than `queue_minfree`.
public final class NoSpaceException extends IOException {
    private static final long serialVersionUID = 1;

    NoSpaceException() {
        super("Insufficient system storage");
    }
}
