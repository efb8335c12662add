package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.DISABLE_MIME_OUTPUT;

import java.util.EnumSet;
import java.util.Set;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;

/// What is changed in contents on their way out, as the parameters say.
///
/// @param converts eight-bit text for servers that don't take it
/// @param tokens   of an address header that are looked at
/// @param line     bytes of a body's line that are looked at together
record Reshaping(OutputChecks checks, Generic generic, boolean converts, MimeWalk.Limits limits, int tokens,
                 int line) {
    static Reshaping of(Settings settings, OutputChecks checks, Generic generic) {
        var limits = new MimeWalk.Limits(settings.get(CleanupParams.HEADER_SIZE_LIMIT),
            settings.get(CleanupParams.MIME_NESTING_LIMIT), settings.get(CleanupParams.MIME_BOUNDARY_LIMIT));
        return new Reshaping(checks, generic, !settings.get(DISABLE_MIME_OUTPUT), limits,
            settings.get(CleanupParams.HEADER_TOKEN_LIMIT), settings.get(SiteParams.LINE_LENGTH_LIMIT));
    }

    /// Whether contents pass as they are.
    boolean isNone(boolean downgrade) {
        return !downgrade && checks.isEmpty() && generic.isEmpty();
    }

    MimeWalk walk(boolean downgrade, MimeWalk.Sink sink) {
        Set<MimeTrouble> report = downgrade ? EnumSet.of(MimeTrouble.NESTING) : Set.of();
        return new MimeWalk(limits, downgrade || !checks.isEmpty(), report, sink);
    }
}
