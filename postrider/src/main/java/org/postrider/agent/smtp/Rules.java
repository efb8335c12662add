package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.ADDRESS_VERIFY_TARGET;
import static org.postrider.agent.smtp.SmtpParams.ALWAYS_SEND_EHLO;
import static org.postrider.agent.smtp.SmtpParams.HELO_NAME;
import static org.postrider.agent.smtp.SmtpParams.LINE_LENGTH_LIMIT;
import static org.postrider.agent.smtp.SmtpParams.LMTP_ASSUME_FINAL;
import static org.postrider.agent.smtp.SmtpParams.MX_ADDRESS_LIMIT;
import static org.postrider.agent.smtp.SmtpParams.MX_SESSION_LIMIT;
import static org.postrider.agent.smtp.SmtpParams.NEVER_SEND_EHLO;
import static org.postrider.agent.smtp.SmtpParams.QUOTE_ENVELOPE;
import static org.postrider.agent.smtp.SmtpParams.SEND_XFORWARD;
import static org.postrider.agent.smtp.SmtpParams.SKIP_5XX_GREETING;
import static org.postrider.agent.smtp.SmtpParams.SKIP_QUIT_RESPONSE;

import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;

/// What the parameters say about conversations, read once.
///
/// @param ourName    this mail system's host name
/// @param lineLimit  of message lines; 0 for none
/// @param softBounce what would be returned is tried again instead
/// @param probeEndsAtRcpt whether probes of addresses go no further than RCPT TO; else they go to DATA
/// @param assumeFinal     a server without DSN has delivered what it took, rather than passed it on
record Rules(boolean lmtp, Limits limits, String ourName, String heloName, Ehlo ehlo, boolean skip5xxGreeting,
             boolean skipQuitResponse, boolean quotes, int lineLimit, boolean xforward, Most most,
             boolean softBounce, boolean probeEndsAtRcpt, boolean assumeFinal, Pix pix) {
    enum Ehlo { ALWAYS, WHEN_GREETED_SO, NEVER }

    /// How many servers are tried in one delivery; 0 for no limit.
    ///
    /// @param sessions those that mail was sent to
    record Most(int addresses, int sessions) {}

    static Rules of(Settings settings, boolean lmtp, Pix pix, Flags flags) {
        return new Rules(lmtp, Limits.of(settings, lmtp), settings.get(SiteParams.MYHOSTNAME),
            settings.get(HELO_NAME.of(lmtp)), ehlo(settings), settings.get(SKIP_5XX_GREETING.of(lmtp)),
            settings.get(SKIP_QUIT_RESPONSE.of(lmtp)), settings.get(QUOTE_ENVELOPE.of(lmtp)),
            settings.get(LINE_LENGTH_LIMIT.of(lmtp)), settings.get(SEND_XFORWARD.of(lmtp)),
            new Most(settings.get(MX_ADDRESS_LIMIT.of(lmtp)), settings.get(MX_SESSION_LIMIT.of(lmtp))),
            settings.get(SiteParams.SOFT_BOUNCE), probeEndsAtRcpt(settings, lmtp),
            flags.assumesFinal() || lmtp && settings.get(LMTP_ASSUME_FINAL), pix);
    }

    private static boolean probeEndsAtRcpt(Settings settings, boolean lmtp) {
        var param = ADDRESS_VERIFY_TARGET.of(lmtp);
        return switch (settings.get(param)) {
            case "rcpt" -> true;
            case "data" -> false;
            default -> throw new ConfigException("bad " + param + " value: \"" + settings.get(param)
                + "\": use rcpt or data");
        };
    }

    private static Ehlo ehlo(Settings settings) {
        if (settings.get(NEVER_SEND_EHLO)) return Ehlo.NEVER;
        return settings.get(ALWAYS_SEND_EHLO) ? Ehlo.ALWAYS : Ehlo.WHEN_GREETED_SO;
    }
}
