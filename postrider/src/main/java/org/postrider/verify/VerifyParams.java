package org.postrider.verify;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Bounds;
import org.postrider.config.Param;

/// Parameters of address verification.
public final class VerifyParams {
    public static final Param<Duration> POSITIVE_EXPIRE = Param.time("address_verify_positive_expire_time", "31d",
        Bounds.atLeast(1), "2.1", """
        How long an address that was found good counts as good when no later probe succeeds.""");
    public static final Param<Duration> POSITIVE_REFRESH = Param.time("address_verify_positive_refresh_time", "7d",
        Bounds.atLeast(1), "2.1", """
        The age at which a good address is probed again when it is asked for.""");
    public static final Param<Boolean> NEGATIVE_CACHE = Param.yesNo("address_verify_negative_cache", "yes", "2.1", """
        Remembers failed probes, too. Without it each question about a bad address makes a probe.""");
    public static final Param<Duration> NEGATIVE_EXPIRE = Param.time("address_verify_negative_expire_time", "3d",
        Bounds.atLeast(1), "2.1", """
        How long a failed probe counts.""");
    public static final Param<Duration> NEGATIVE_REFRESH = Param.time("address_verify_negative_refresh_time", "3h",
        Bounds.atLeast(1), "2.1", """
        The age at which a bad address is probed again when it is asked for.""");
    public static final Param<String> SENDER = Param.text("address_verify_sender", "$double_bounce_sender", "2.1", """
        The sender of probes, completed with $myorigin; empty or `<>` for the null sender, which some sites refuse.""");
    public static final Param<String> MAP = Param.text("address_verify_map",
        "$default_cache_db_type:$data_directory/verify_cache", "2.1", """
        The file that results are kept in.""").notHonoured("results are kept in memory and are found out anew after a"
            + " start");

    public static final List<Param<?>> ALL = List.of(POSITIVE_EXPIRE, POSITIVE_REFRESH, NEGATIVE_CACHE,
        NEGATIVE_EXPIRE, NEGATIVE_REFRESH, SENDER, MAP);

    private VerifyParams() {}
}
