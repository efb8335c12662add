package org.postrider.cleanup;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;
import org.postrider.resolve.Rewriter;

/// What is known of a message while its content streams by.
///
/// @param addresses what its addresses become
/// @param context   whose mail it is
/// @param rewrites  whether addresses in headers are rewritten and missing headers added
/// @param created   when the queue id was given out
/// @param sender    after rewriting
/// @param recipient the last one so far, for the log
record Facts(Passage passage, Addresses addresses, Rewriter.Context context, boolean rewrites, Instant created,
             Instant arrival, Address sender, String fullName, Client client, Supplier<Optional<Address>> recipient) {
    /// Who brought it, for the log.
    ///
    /// @param origin   `name[address]`, `local` or `unknown`
    /// @param protocol may be empty
    /// @param helo     may be empty
    record Client(String origin, String protocol, String helo) {}

    QueueId id() {
        return passage.id();
    }

    Log log() {
        return passage.log();
    }

    String shownSender() {
        return Quoting.header(sender);
    }

    Optional<String> shownRecipient() {
        return recipient.get().map(Quoting::header);
    }
}
