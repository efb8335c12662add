package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.AUTODETECT_CLASSES;
import static org.postrider.cleanup.CleanupParams.INTERNAL_FILTER_CLASSES;
import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.util.Set;
import java.util.stream.Collectors;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
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
    /// What is done by class of mail.
    ///
    /// @param filtered `internal_mail_filter_classes`: mail of our own that is checked
    /// @param utf8     `smtputf8_autodetect_classes`; none when `smtputf8_enable` is off
    record Classes(Set<String> filtered, Set<String> utf8) {
        static Classes of(Settings settings) {
            var detected = words(settings, AUTODETECT_CLASSES,
                Set.of("sendmail", "smtpd", "qmqpd", "forward", "bounce", "notify", "verify", "all"));
            return new Classes(words(settings, INTERNAL_FILTER_CLASSES, Set.of("bounce", "notify")),
                settings.get(SMTPUTF8_ENABLE) ? detected : Set.of());
        }

        private static Set<String> words(Settings settings, Param<String> param, Set<String> known) {
            String text = settings.get(param);
            var words = Words.list(text).stream().map(Latin1::lower).collect(Collectors.toUnmodifiableSet());
            for (String word : words)
                if (!known.contains(word)) throw new ConfigException("unknown " + param + " value \"" + word
                    + "\" in \"" + text + "\"");
            return words;
        }

        private boolean detects(String word) {
            return utf8.contains(word) || utf8.contains("all");
        }
    }

    static Handling of(Intake.Source source, Envelope envelope, Classes classes) {
        var without = Words.list(envelope.attribute(Intake.OVERRIDES));
        boolean checks = !without.contains("no_header_body_checks");
        boolean maps = !without.contains("no_address_mappings");
        return switch (source) {
            case NETWORK -> new Handling(checks, maps, maps, false, classes.detects("smtpd"));
            case SUBMITTED -> new Handling(checks, maps, maps, true, classes.detects("sendmail"));
            case FORWARDED -> new Handling(false, true, false, true, classes.detects("forward"));
            case INTERNAL -> own("bounce", classes);
            case NOTICE -> own("notify", classes);
        };
    }

    private static Handling own(String word, Classes classes) {
        return new Handling(classes.filtered.contains(word), true, false, false, classes.detects(word));
    }
}
