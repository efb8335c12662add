package org.postrider.smtpd.access;

import org.postrider.resolve.Rewriter;
import org.postrider.status.Reply;

/// All `smtpd_*_restrictions` of one service. Safe for any thread; blocks on tables, DNS and policy servers.
public interface Restrictions {
    /// Looks at all lists that are due: with `smtpd_delay_reject` those of CONNECT, HELO and MAIL are due at RCPT or
    /// ETRN. To be asked at every stage, in the order of the session.
    Ruling check(Stage stage, Facts facts);

    /// How incomplete addresses of this client's mail are completed (`local_header_rewrite_clients`).
    Rewriting rewriting(Facts facts);

    sealed interface Rewriting {
        record As(Rewriter.Context context) implements Rewriting {}

        /// A table could not tell: MAIL is refused.
        record Refuse(Reply reply) implements Rewriting {}
    }
}
