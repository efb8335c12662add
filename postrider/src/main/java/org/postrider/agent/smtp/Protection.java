package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.LOG_TLS_STATUS;
import static org.postrider.agent.smtp.SmtpParams.TLS_LEVEL;

import java.util.Optional;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.status.Why;

/// How much protection connections need. There is none to be had here: what needs it is not sent.
///
/// @param level  `none`, `may`, `encrypt`, ...
/// @param logged whether delivery lines tell of it
record Protection(String level, boolean logged) {
    private static final Set<String> LEVELS = Set.of("none", "may", "encrypt", "dane", "dane-only", "fingerprint",
        "verify", "secure");

    static Protection of(Settings settings, boolean lmtp) {
        var param = TLS_LEVEL.of(lmtp);
        String level = settings.get(param).strip();
        if (!level.isEmpty() && !LEVELS.contains(level))
            throw new ConfigException("invalid TLS level \"" + level + "\" in " + param);
        return new Protection(level.isEmpty() ? "none" : level, settings.get(LOG_TLS_STATUS.of(lmtp)));
    }

    /// What delivery lines say before a connection stands.
    String wanted() {
        return logged ? level + "?" : "";
    }

    /// What they say about a connection.
    String reached() {
        if (!logged) return "";
        return level.equals("none") ? level : level + ":none";
    }

    /// Why nothing may be sent over a connection without protection; empty when it may.
    Optional<Why> objection() {
        return switch (level) {
            case "none", "may" -> Optional.empty();
            default -> Optional.of(Why.of("4.7.5", "TLS is required, but our TLS engine is unavailable"));
        };
    }
}
