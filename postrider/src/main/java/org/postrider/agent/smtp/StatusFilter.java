package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.STATUS_FILTER;

import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.status.EnhancedStatus;
import org.postrider.status.Fate;
import org.postrider.status.Why;
import org.postrider.table.MapList;
import org.postrider.table.Table;
import org.postrider.table.Tables;
import org.postrider.table.Use;

/// `smtp_delivery_status_filter`: what is said about deliveries, said otherwise. Safe for any thread.
record StatusFilter(MapList maps) {
    static StatusFilter of(Settings settings, boolean lmtp, Tables tables) {
        return new StatusFilter(tables.maps(STATUS_FILTER.of(lmtp), Use.EXACT));
    }

    /// A table that cannot tell, or tells what is no status of that kind, changes nothing.
    Fate apply(Fate fate, Log log) {
        if (maps.isEmpty()) return fate;
        var why = fate.why();
        if (!(maps.lookup(why.status() + " " + why.text()) instanceof Table.Answer.Found(String result))) return fate;
        boolean success = !(fate instanceof Fate.Deferred) && !(fate instanceof Fate.Bounced);
        var split = EnhancedStatus.split("", result);
        boolean fits = !split.status().isEmpty() && split.status().startsWith("2") == success;
        if (!fits || split.text().isEmpty()) {
            log.warning(maps.title() + ": bad status code: " + result);
            return fate;
        }
        return with(fate, new Why(split.status(), split.text(), why.diagnostic(), why.mta()));
    }

    private static Fate with(Fate fate, Why why) {
        return switch (fate) {
            case Fate.Delivered _ -> new Fate.Delivered(why);
            case Fate.Relayed _ -> new Fate.Relayed(why);
            case Fate.PassedOn _ -> new Fate.PassedOn(why);
            case Fate.Expanded _ -> new Fate.Expanded(why);
            case Fate.Deferred _, Fate.Bounced _ ->
                why.status().startsWith("4") ? new Fate.Deferred(why) : new Fate.Bounced(why);
        };
    }
}
