package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.BODY_CHECKS;
import static org.postrider.cleanup.CleanupParams.BODY_CHECKS_SIZE;
import static org.postrider.cleanup.CleanupParams.HEADER_CHECKS;
import static org.postrider.cleanup.CleanupParams.MIME_HEADER_CHECKS;
import static org.postrider.cleanup.CleanupParams.NESTED_HEADER_CHECKS;
import static org.postrider.config.SiteParams.LINE_LENGTH_LIMIT;

import org.postrider.config.Settings;
import org.postrider.message.MimeWalk.Section;
import org.postrider.table.MapList;
import org.postrider.table.Tables;
import org.postrider.table.Use;

/// The tables of header_checks(5).
///
/// @param bodyLimit bytes of each part's body that are looked at
/// @param line      bytes of a body's line that are looked at together
record Checks(MapList header, MapList mime, MapList nested, MapList body, long bodyLimit, int line) {
    static Checks of(Settings settings, Tables tables) {
        int limit = settings.get(BODY_CHECKS_SIZE);
        return new Checks(tables.maps(HEADER_CHECKS, Use.EXACT), tables.maps(MIME_HEADER_CHECKS, Use.EXACT),
            tables.maps(NESTED_HEADER_CHECKS, Use.EXACT), tables.maps(BODY_CHECKS, Use.EXACT),
            limit == 0 ? Long.MAX_VALUE : limit, settings.get(LINE_LENGTH_LIMIT));
    }

    MapList of(Section section) {
        return switch (section) {
            case PRIMARY -> header;
            case MIME -> mime;
            case NESTED -> nested;
        };
    }
}
