package org.postrider.agent.smtp;

import org.postrider.net.Ending;
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
        boolean sensible = reply.kind() == 4 || reply.kind() == 5;
        return new Why(sensible ? reply.status() : OUT_OF_ORDER, "host " + server.peer() + verb + reply.line() + after,
            new Why.Diagnostic("smtp", reply.line()), server.name());
    }

    /// A reply to a command.
    static Why inReply(Session session, ServerReply reply, String command) {
        return said(session, reply, " said: ", " (in reply to " + command + ")");
    }

    /// The connection ended.
    static Why lost(Session session, Ending ending, String stage) {
        String peer = session.server().peer();
        return Why.of("4.4.2", switch (ending) {
            case Ending.TimedOut _ -> "conversation with " + peer + " timed out while " + stage;
            case Ending.Closed _ -> "lost connection with " + peer + " while " + stage;
            case Ending.Broken _ -> "lost connection with " + peer + " while " + stage;
        });
    }
}
