package org.postrider.flush;

import static org.postrider.config.Bounds.atLeast;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Param;

/// Parameters of fast flush.
public final class FlushParams {
    public static final Param<String> FAST_FLUSH_DOMAINS = Param.text("fast_flush_domains", "$relay_domains", "", """
        Destinations whose mail may be asked for with ETRN, `sendmail -qR` and `postqueue -s`: domains, files and tables
        as in relay_domains. Empty: none.""");
    public static final Param<Duration> FAST_FLUSH_REFRESH = Param.time("fast_flush_refresh_time", "12h", atLeast(1),
        "", """
        After this time without a request a destination's list is freed of messages that are gone.""");
    public static final Param<Duration> FAST_FLUSH_PURGE = Param.time("fast_flush_purge_time", "7d", atLeast(1), "",
        """
        After this time an empty list of a destination is removed.""")
        .notHonoured("lists are kept in memory and removed as soon as they are empty");

    public static final List<Param<?>> ALL = List.of(FAST_FLUSH_DOMAINS, FAST_FLUSH_REFRESH, FAST_FLUSH_PURGE);

    private FlushParams() {}
}
