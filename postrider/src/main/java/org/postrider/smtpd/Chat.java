package org.postrider.smtpd;

import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.Expansion;
import org.postrider.status.EnhancedStatus;
import org.postrider.status.Reply;
import org.postrider.table.Table;

/// Writes a session's replies, as the parameters want them worded.
record Chat(State state) {
    void reply(Reply reply) {
        if (state.errors >= state.rules.limits().softErrors()) sleep();
        write(reply.isPermanent() || reply.isTemporary() ? worded(reply) : reply);
    }

    /// The client waits, too: that is the point.
    private void sleep() {
        state.wire.flush();
        try {
            state.parts.time().sleep(state.rules.limits().errorSleep());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply worded(Reply reply) {
        var footed = footed(filtered(reply));
        return state.rules.switches().softBounce() && footed.isPermanent() ? softened(footed) : footed;
    }

    private Reply filtered(Reply reply) {
        var filter = state.rules.wording().replies();
        if (filter.isEmpty() || !(filter.lookup(reply.toString()) instanceof Table.Answer.Found(String other)))
            return reply;
        if (!other.matches("(?s)[45][0-9]{2}[ -](?![0-9]).*|(?s)([45])[0-9]{2}[ -]\\1.*")) {
            state.log.warning(state.queueId() + ": ignoring invalid reject filter result: " + other);
            return reply;
        }
        state.log.info(state.queueId() + ": reply filter in: " + reply);
        state.log.info(state.queueId() + ": reply filter out: " + other);
        return split(Integer.parseInt(other.substring(0, 3)), other.substring(4));
    }

    private static Reply split(int code, String text) {
        var parts = EnhancedStatus.split("", text);
        return new Reply(code, parts.status(), parts.text());
    }

    private Reply footed(Reply reply) {
        String template = state.rules.wording().footers().lookup(reply.toString())
            instanceof Table.Answer.Found(String found) ? found : state.rules.wording().footer();
        if (template.isEmpty()) return reply;
        var whole = reply.status().isEmpty() ? split(reply.code(), reply.text()) : reply;
        return expanded(template).map(text -> new Reply(whole.code(), whole.status(),
            text.startsWith("\\c") ? whole.text() + lines(text.substring(2))
                : whole.text() + "\n" + lines(text))).orElse(reply);
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }

    private Optional<String> expanded(String template) {
        try {
            return Optional.of(Expansion.expandOnce(template, new Macros(state)::value));
        } catch (ConfigException bad) {
            state.log.warning("smtpd_reject_footer: " + bad.getMessage());
            return Optional.empty();
        }
    }

    private static Reply softened(Reply reply) {
        String status = reply.status().startsWith("5") ? "4" + reply.status().substring(1) : reply.status();
        return new Reply(reply.code() - 100, status, reply.text());
    }

    private void write(Reply reply) {
        var wire = state.wire;
        String status = reply.status().isEmpty() ? "" : reply.status() + " ", text = reply.text();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            wire.writeLine(reply.code() + "-" + status + text.substring(start, end));
            start = end + 1;
        }
        wire.writeLine(reply.code() + " " + status + text.substring(start));
    }
}
