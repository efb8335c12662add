package org.postrider.cleanup;

import java.time.Instant;
import java.util.function.Supplier;
import org.postrider.address.Address;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;
import org.postrider.resolve.Rewriter;

/// What the header of a message is completed from.
///
/// @param rewrites  whether addresses in headers are rewritten and missing headers added
/// @param created   when the queue id was given out
/// @param sender    after rewriting
/// @param origin    `name[address]` of the client, `local`
/// @param recipient the last one so far, for the log
record Facts(QueueId id, Log log, Addresses addresses, Rewriter.Context context, boolean rewrites, Instant created,
             Instant arrival, Address sender, String fullName, String origin, Supplier<String> recipient) {}
