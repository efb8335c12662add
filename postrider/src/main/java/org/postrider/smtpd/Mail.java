package org.postrider.smtpd;

import java.time.Instant;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.resolve.Rewriter;
import org.postrider.smtp.ContentReader;
import org.postrider.smtp.MailOptions;

/// One mail transaction: from MAIL FROM to the end of the message or a reset.
final class Mail {
    final Address sender;
    final MailOptions options;
    final Rewriter.Context context;
    final Instant arrival;
    /// The same for all policy requests about it, and for no other.
    final String instance;
    int recipients;
    int overshoot;
    Optional<Address> firstRecipient = Optional.empty();
    Optional<Draft> draft = Optional.empty();
    /// What reads the content, once that has begun.
    Optional<ContentReader> content = Optional.empty();
    /// The content comes by BDAT.
    boolean chunked;
    /// Bytes of content as they came.
    long size;

    Mail(Address sender, MailOptions options, Rewriter.Context context, Start start) {
        this.sender = sender;
        this.options = options;
        this.context = context;
        arrival = start.arrival;
        instance = start.instance;
    }

    /// The same with the client's own way of completing addresses.
    Mail in(Rewriter.Context other) {
        return new Mail(sender, options, other, new Start(arrival, instance));
    }

    record Start(Instant arrival, String instance) {}

    /// Empty before the queue file is open.
    String queueId() {
        return draft.map(open -> open.id().text()).orElse("");
    }

    /// As content goes on being written.
    Draft open() {
        return draft.orElseThrow(() -> new IllegalStateException("content without a queue file"));
    }
}
