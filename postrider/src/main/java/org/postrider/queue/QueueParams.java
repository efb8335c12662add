package org.postrider.queue;

import java.util.List;
import org.postrider.config.Bounds;
import org.postrider.config.Param;

/// Parameters of the queue itself.
public final class QueueParams {
    public static final Param<Long> QUEUE_MINFREE = Param.size("queue_minfree", "0", Bounds.atLeast(0), "", """
        Bytes that must be free in the queue file system before a new message is begun. 0 means no such check.""");

    public static final List<Param<?>> ALL = List.of(QUEUE_MINFREE);

    private QueueParams() {}
}
