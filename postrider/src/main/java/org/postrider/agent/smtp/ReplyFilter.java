package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.REPLY_FILTER;

import java.util.Optional;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.table.Table;
import org.postrider.table.Tables;
import org.postrider.table.Use;

/// `smtp_reply_filter`: reads lines of replies as something else. Safe for any thread.
@FunctionalInterface
interface ReplyFilter {
    /// @return what to take the line for; empty when a table cannot tell
    Optional<String> apply(String line, Server server, Log log);

    static ReplyFilter of(Settings settings, boolean lmtp, Tables tables) {
        String spec = settings.get(REPLY_FILTER.of(lmtp)).strip();
        if (spec.isEmpty()) return (line, _, _) -> Optional.of(line);
        var table = tables.open(spec, Use.EXACT);
        return (line, server, log) -> switch (table.lookup(line)) {
            case Table.Answer.Absent() -> Optional.of(line);
            case Table.Answer.Unavailable _ -> {
                log.warning("table " + spec + " lookup error for " + line);
                yield Optional.empty();
            }
            case Table.Answer.Found(String other) -> {
                log.info(server.relay() + ": replacing server reply \"" + line + "\" with \"" + other + "\"");
                yield Optional.of(other);
            }
        };
    }
}
