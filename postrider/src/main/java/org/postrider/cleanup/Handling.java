package org.postrider.cleanup;

import org.postrider.queue.Envelope;

/// What is done to a message, by where it comes from.
///
/// @param checks      content is checked
/// @param maps        addresses are looked up in canonical and virtual tables
/// @param copies      copies are made for `always_bcc` and the like
/// @param returns     refused mail goes back to its sender, as nobody waits for an answer
/// @param detectsUtf8 SMTPUTF8 is asked for when the message needs it (`smtputf8_autodetect_classes`)
record Handling(boolean checks, boolean maps, boolean copies, boolean returns, boolean detectsUtf8) {
    static Handling of(Intake.Source source, Envelope envelope) {
        String without = envelope.attribute(Intake.OVERRIDES);
        boolean checks = !without.contains("no_header_body_checks");
        boolean maps = !without.contains("no_address_mappings");
        return switch (source) {
            case NETWORK -> new Handling(checks, maps, maps, false, false);
            case SUBMITTED -> new Handling(checks, maps, maps, true, true);
            case FORWARDED -> new Handling(false, true, false, true, false);
            case INTERNAL -> new Handling(false, true, false, false, false);
        };
    }
}
