package org.postrider.cleanup;

import org.postrider.cleanup.Draft.Problem;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;

/// One message on its way: who is told when a table fails it.
///
/// @param maps whether its addresses are looked up in tables
record Passage(QueueId id, Log log, Trouble trouble, boolean maps) {
    private static final String LATER = " -- message not accepted, try again later";

    void warn(String text) {
        log.warning(id + ": " + text);
    }

    /// A table could not tell: the message must come again.
    ///
    /// @param what map, and what was asked for
    void lookupFailed(String what) {
        warn(what + LATER);
        trouble.add(Problem.WRITE);
    }

    /// The same where Postfix doesn't take it for worth a warning.
    void exceptionsFailed(String what) {
        log.info(id + ": " + what + LATER);
        trouble.add(Problem.WRITE);
    }

    /// Tables that lead in circles. Postfix says so, and takes the message all the same.
    void nested(String what) {
        warn(what + LATER);
    }

    /// An alias that comes to too much: the message must come again.
    void expansionFailed(Problem problem, String what) {
        warn(what + LATER);
        trouble.add(problem, "4.6.0 Alias expansion error");
    }
}
