package org.postrider.agent.smtp;

import org.postrider.delivery.DeliveryRequest;
import org.postrider.message.EightBit;
import org.postrider.status.Why;

/// Mail that only servers with SMTPUTF8 (RFC 6531) can take.
final class Utf8 {
    private Utf8() {}

    /// The sender said so, and something in headers or addresses makes it true.
    static boolean isNeeded(DeliveryRequest request) {
        var envelope = request.envelope();
        if (!envelope.options().smtputf8()) return false;
        return !envelope.attribute("eight_bit").isEmpty() || EightBit.in(envelope.sender().text())
            || request.recipients().stream().anyMatch(one -> EightBit.in(one.address().text()));
    }

    static Why unsupported(Server server) {
        return Why.of("5.6.7", "message requires SMTPUTF8, but no server was found that supports SMTPUTF8."
            + " The last attempted server was " + server.peer());
    }
}
