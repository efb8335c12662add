package org.postrider.queue;

import java.nio.ByteBuffer;

/// What the [Reclaimer] must know of the index to copy what is still needed out of a mostly dead segment.
interface Survivors {
    /// Whether the index refers to this very record.
    ///
    /// @param frame    the record with its frame
    /// @param location where it was found
    boolean isNeeded(ByteBuffer frame, long location);

    /// The record was copied. The index refers to the copy from now on, unless it has meanwhile lost interest.
    ///
    /// @return whether the copy is needed
    boolean moved(ByteBuffer frame, long from, long to);

    /// Everything that the index still has in this segment cannot be read.
    void lost(int slot);
}
