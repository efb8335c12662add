package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.DISCARD_EHLO_KEYWORDS;
import static org.postrider.agent.smtp.SmtpParams.DISCARD_EHLO_KEYWORD_MAPS;

import java.util.Optional;
import java.util.Set;
import org.postrider.config.Settings;
import org.postrider.smtp.Keyword;
import org.postrider.table.MapList;
import org.postrider.table.Table;
import org.postrider.table.Tables;

/// Which of the keywords that servers announce are not believed.
record Discarding(MapList byAddress, Set<Keyword> usual) {
    static Discarding of(Settings settings, boolean lmtp, Tables tables) {
        return new Discarding(tables.maps(DISCARD_EHLO_KEYWORD_MAPS.of(lmtp)),
            Set.copyOf(Keyword.list(settings.get(DISCARD_EHLO_KEYWORDS.of(lmtp)))));
    }

    /// @return empty when a table cannot tell
    Optional<Set<Keyword>> of(Server server) {
        if (byAddress.isEmpty()) return Optional.of(usual);
        return switch (byAddress.lookup(server.address())) {
            case Table.Answer.Absent() -> Optional.of(usual);
            case Table.Answer.Found(String words) -> Optional.of(Keyword.list(words));
            case Table.Answer.Unavailable _ -> Optional.empty();
        };
    }
}
