package org.postrider.cleanup;

import java.io.IOException;
import org.postrider.queue.Envelope;

/// Where mail enters. Safe for any thread.
public interface Intake {
    /// Envelope attribute: words of `receive_override_options` that apply to this message.
    String OVERRIDES = "receive_override_options";

    /// Envelope attribute: `transport:nexthop` that the message goes to before it goes anywhere else.
    String FILTER = "content_filter";
    /// Envelope attribute: the address that the message goes to instead of to its recipients.
    String REDIRECT = "redirect";
    /// Attribute of the draft, with any value: the message goes into the hold queue.
    String HOLD = "hold";
    /// Attribute of the draft, with any value: the message is taken and thrown away.
    String DISCARD = "discard";

    /// How far the message is trusted and what is done to it.
    enum Source {
        /// SMTP and QMQP
        NETWORK,
        /// `sendmail`: headers are completed, addresses extracted already by pickup
        SUBMITTED,
        /// forwarded by the local agent
        FORWARDED,
        /// our own bounces: `internal_mail_filter_classes = bounce`
        INTERNAL,
        /// our own transcripts for the postmaster: `internal_mail_filter_classes = notify`
        NOTICE
    }

    /// Starts a message; the queue id is known from here on.
    ///
    /// @throws IOException when the queue can take nothing now (full, failing); its text says why
    Draft begin(Envelope envelope, Source source) throws IOException;
}
