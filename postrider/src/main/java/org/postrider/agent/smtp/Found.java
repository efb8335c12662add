package org.postrider.agent.smtp;

import java.util.List;
import org.postrider.status.Why;

/// What came of looking for a next hop's servers.
///
/// @param servers in the order in which to try them
/// @param why     why there are none; [#FINE] when there are
/// @param mine    we are among the domain's mail exchangers
record Found(List<Server> servers, Why why, boolean mine) {
    static final Why FINE = Why.of("", "");
    /// The status of mail that would come back to us.
    static final String LOOP = "5.4.6";

    Found {
        servers = List.copyOf(servers);
    }

    static Found servers(List<Server> servers, boolean mine) {
        return new Found(servers, FINE, mine);
    }

    static Found none(String status, String text, boolean mine) {
        return new Found(List.of(), Why.of(status, text), mine);
    }
}
