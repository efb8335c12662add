package org.postrider.queue;

import java.time.Instant;

/// What the index knows of a message without reading it.
///
/// @param nextTry not before this moment (deferred queue)
/// @param size    of the content, bytes
/// @param expired whether somebody ended its life early (`postsuper -e`): the next attempt's failure is final
public record QueueEntry(QueueId id, QueueName queue, Instant arrival, Instant nextTry, long size, boolean expired) {}
