package org.postrider.agent.smtp;

import org.postrider.log.Log;
import org.postrider.net.Wire;
import org.postrider.status.Why;

/// Makes connections to servers. Safe for any thread; blocks.
interface Dialer {
    sealed interface Answer {
        record Connected(Wire wire) implements Answer {}

        record Failed(Why why) implements Answer {}
    }

    Answer connect(Server server, Log log);
}
