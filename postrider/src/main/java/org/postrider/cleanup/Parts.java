package org.postrider.cleanup;

import java.util.function.Consumer;
import java.util.function.Function;
import org.postrider.log.Log;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.resolve.Rewriter;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.time.Time;

/// What [Cleanup] works with.
///
/// @param ours     whether mail for a domain is local: `myorigin`, `mydestination` and our own addresses
/// @param arrivals is told of each message that is in the queue now, on the thread that brought it
/// @param returns  gets local mail that is refused, with a failed attempt for each recipient: nobody waits for an
///                 answer, so its sender is to be told by mail; false when that is not possible now. The message is in
///                 no queue and its content may be cut off.
public record Parts(QueueStore store, Rewriter rewriter, Tables tables, Function<String, MatchList.Answer> ours,
                    Time time, Log log, Consumer<QueuedMessage> arrivals, Returns returns) {
    /// Tells a sender that his message was refused.
    @FunctionalInterface
    public interface Returns {
        boolean accept(QueuedMessage message, Contents contents);

        /// How much of the message may be shown.
        enum Contents { AS_ASKED, HEADERS_ONLY }
    }
}
