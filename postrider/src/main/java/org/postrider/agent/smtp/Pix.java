package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.PIX_DELAY;
import static org.postrider.agent.smtp.SmtpParams.PIX_THRESHOLD;
import static org.postrider.agent.smtp.SmtpParams.PIX_WORKAROUNDS;
import static org.postrider.agent.smtp.SmtpParams.PIX_WORKAROUND_MAPS;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.smtp.ServerReply;
import org.postrider.table.MapList;
import org.postrider.table.Table;
import org.postrider.table.Tables;

/// What is done about Cisco PIX firewalls that meddle with SMTP. Safe for any thread.
///
/// @param threshold age from which on a message's end is delayed
record Pix(MapList byAddress, String usual, Duration threshold, Duration delay) {
    enum Workaround { DISABLE_ESMTP, DELAY_DOTCRLF }

    static Pix of(Settings settings, boolean lmtp, Tables tables) {
        return new Pix(tables.maps(PIX_WORKAROUND_MAPS.of(lmtp)), settings.get(PIX_WORKAROUNDS.of(lmtp)),
            settings.get(PIX_THRESHOLD.of(lmtp)), settings.get(PIX_DELAY.of(lmtp)));
    }

    /// A greeting of which the firewall has left nothing but stars.
    static boolean hides(ServerReply greeting) {
        return greeting.text().chars().allMatch(c -> "20 *\t\n".indexOf(c) >= 0);
    }

    /// @param age of the message
    Set<Workaround> of(Server server, Duration age) {
        var answer = byAddress.isEmpty() ? Table.ABSENT : byAddress.lookup(server.address());
        String words = answer instanceof Table.Answer.Found(String own) ? own : usual;
        var chosen = EnumSet.noneOf(Workaround.class);
        for (String word : Words.list(words))
            for (var one : Workaround.values())
                if (one.name().equalsIgnoreCase(word)) chosen.add(one);
        if (age.compareTo(threshold) < 0) chosen.remove(Workaround.DELAY_DOTCRLF);
        return chosen;
    }

    static String names(Set<Workaround> workarounds) {
        return workarounds.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
    }
}
