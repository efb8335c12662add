package org.postrider.cleanup;

import java.io.IOException;
import org.postrider.queue.Envelope;

/// Where mail enters. Safe for any thread.
public interface Intake {
    /// Envelope attribute: words of `receive_override_options` that apply to this message.
    String OVERRIDES = "receive_override_options";

    /// How far the message is trusted and what is done to it.
    enum Source {
        /// SMTP and QMQP
        NETWORK,
        /// `sendmail`: headers are completed, addresses extracted already by pickup
        SUBMITTED,
        /// forwarded by the local agent
        FORWARDED,
        /// our own bounces and notices: `internal_mail_filter_classes`
        INTERNAL
    }

    /// Starts a message; the queue id is known from here on.
    ///
    /// @throws IOException when the queue can take nothing now (full, failing); its text says why
    Draft begin(Envelope envelope, Source source) throws IOException;
}
