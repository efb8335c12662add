package org.postrider.smtpd;

import org.postrider.net.Wire;
import org.postrider.status.Reply;
import org.postrider.time.Time;

/// Writes replies.
final class Chat {
    private final Rules rules;
    private final Wire wire;
    private final Time time;

    Chat(Rules rules, Wire wire, Time time) {
        this.rules = rules;
        this.wire = wire;
        this.time = time;
    }

    /// Replies to a client with so many errors so far.
    void reply(Reply reply, int errors) {
        if (errors >= rules.limits().softErrors()) sleep();
        write(rules.switches().softBounce() ? softened(reply) : reply);
    }

    /// The client waits, too: that is the point.
    private void sleep() {
        wire.flush();
        try {
            time.sleep(rules.limits().errorSleep());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply softened(Reply reply) {
        if (!reply.isPermanent()) return reply;
        String status = reply.status().startsWith("5") ? "4" + reply.status().substring(1) : reply.status();
        return new Reply(reply.code() - 100, status, reply.text());
    }

    private void write(Reply reply) {
        String status = reply.status().isEmpty() ? "" : reply.status() + " ", text = reply.text();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            wire.writeLine(reply.code() + "-" + status + text.substring(start, end));
            start = end + 1;
        }
        wire.writeLine(reply.code() + " " + status + text.substring(start));
    }
}
