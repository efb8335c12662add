package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.INTERNAL_FILTER_CLASSES;

import java.util.List;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.queue.Envelope;
import org.postrider.text.Latin1;

/// What is done to a message, by where it comes from.
///
/// @param checks      content is checked
/// @param maps        addresses are looked up in canonical and virtual tables
/// @param copies      copies are made for `always_bcc` and the like
/// @param returns     refused mail goes back to its sender, as nobody waits for an answer
/// @param detectsUtf8 SMTPUTF8 is asked for when the message needs it (`smtputf8_autodetect_classes`)
record Handling(boolean checks, boolean maps, boolean copies, boolean returns, boolean detectsUtf8) {
    /// `internal_mail_filter_classes`: which mail of our own is checked.
    record OwnFilters(boolean bounces, boolean notices) {
        static OwnFilters of(Settings settings) {
            String text = settings.get(INTERNAL_FILTER_CLASSES);
            var words = Words.list(text).stream().map(Latin1::lower).toList();
            for (String word : words)
                if (!List.of("bounce", "notify").contains(word)) throw new ConfigException("unknown "
                    + INTERNAL_FILTER_CLASSES + " value \"" + word + "\" in \"" + text + "\"");
            return new OwnFilters(words.contains("bounce"), words.contains("notify"));
        }
    }

    static Handling of(Intake.Source source, Envelope envelope, OwnFilters own) {
        var without = Words.list(envelope.attribute(Intake.OVERRIDES));
        boolean checks = !without.contains("no_header_body_checks");
        boolean maps = !without.contains("no_address_mappings");
        return switch (source) {
            case NETWORK -> new Handling(checks, maps, maps, false, false);
            case SUBMITTED -> new Handling(checks, maps, maps, true, true);
            case FORWARDED -> new Handling(false, true, false, true, false);
            case INTERNAL -> new Handling(own.bounces, true, false, false, false);
            case NOTICE -> new Handling(own.notices, true, false, false, false);
        };
    }
}
