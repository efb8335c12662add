package org.postrider.agent.smtp;

import org.postrider.smtp.ServerReply;
import org.postrider.status.Why;

/// What is said about deliveries that failed, as Postfix words it.
final class Troubles {
    /// A reply that cannot be one to what was said.
    private static final String OUT_OF_ORDER = "5.5.0";

    private Troubles() {}

    /// A reply of the server.
    ///
    /// @param verb  between the server and what it said
    /// @param after behind it
    static Why said(Session session, ServerReply reply, String verb, String after) {
        var server = session.server();
        session.refusedWith(reply.code());
        boolean sensible = reply.kind() == 4 || reply.kind() == 5;
        return new Why(sensible ? reply.status() : OUT_OF_ORDER, "host " + server.peer() + verb + reply.line() + after,
            new Why.Diagnostic("smtp", reply.line()), server.name());
    }

    /// A reply to a command.
    static Why inReply(Session session, ServerReply reply, String command) {
        return said(session, reply, " said: ", " (in reply to " + command + ")");
    }

    /// The connection is of no use any more.
    static Why lost(Session session, Session.Loss loss, String stage) {
        String peer = session.server().peer();
        return switch (loss) {
            case TIMED_OUT -> Why.of("4.4.2", "conversation with " + peer + " timed out while " + stage);
            case GONE -> Why.of("4.4.2", "lost connection with " + peer + " while " + stage);
            case LOCAL -> Why.of("4.3.0", "local data error while talking to " + peer);
        };
    }
}
