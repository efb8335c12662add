package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.CACHE_DESTINATIONS;
import static org.postrider.agent.smtp.SmtpParams.CACHE_ON_DEMAND;
import static org.postrider.agent.smtp.SmtpParams.CACHE_TIME_LIMIT;
import static org.postrider.agent.smtp.SmtpParams.REUSE_COUNT_LIMIT;
import static org.postrider.agent.smtp.SmtpParams.REUSE_TIME_LIMIT;

import java.time.Duration;
import org.postrider.config.Settings;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.time.Time;

/// Which conversations are kept after a delivery.
///
/// @param always   next hops, domains and servers whose conversations are always kept
/// @param onDemand keep others too, while there is much mail for them
/// @param age      how old one may become
/// @param times    how often one is used again; 0 for no limit
record Keeping(MatchList always, boolean onDemand, Duration patience, Duration age, int times, Demand demand) {
    static Keeping of(Settings settings, boolean lmtp, Tables tables, Time time) {
        return new Keeping(MatchList.domains(tables, CACHE_DESTINATIONS.of(lmtp)),
            settings.get(CACHE_ON_DEMAND.of(lmtp)), settings.get(CACHE_TIME_LIMIT.of(lmtp)),
            settings.get(REUSE_TIME_LIMIT.of(lmtp)), settings.get(REUSE_COUNT_LIMIT.of(lmtp)), new Demand(time));
    }

    /// Whether conversations of this delivery are kept.
    ///
    /// @param backlog other mail waits for the same destination
    boolean wanted(NextHop hop, boolean backlog) {
        boolean busy = onDemand && (demand.count(hop.text()) | backlog);
        return busy || !always.isEmpty() && isListed(hop);
    }

    private boolean isListed(NextHop hop) {
        String domain = switch (hop) {
            case NextHop.Inet inet -> inet.host();
            case NextHop.Unix unix -> unix.path();
            case NextHop.Bad bad -> bad.text();
        };
        return always.match(domain) instanceof MatchList.Answer.Match;
    }

    /// @param now nanoseconds on the monotonic clock
    boolean allows(Session session, long now) {
        return session.isKept() && now - session.opened() < age.toNanos() && (times == 0 || session.uses() <= times);
    }
}
