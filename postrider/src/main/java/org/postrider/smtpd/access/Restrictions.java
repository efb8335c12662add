package org.postrider.smtpd.access;

import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
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
        record Refuse(Ruling.Trouble trouble, Reply reply) implements Rewriting {}
    }

    /// @throws ConfigException when the lists make no sense or would make an open relay; naming the parameter
    static Restrictions compile(Settings settings, Parts parts) {
        return SiteRestrictions.of(settings, parts);
    }
}
