package org.postrider.anvil;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Bounds;
import org.postrider.config.Param;

/// Parameters of the counts.
public final class AnvilParams {
    public static final Param<Duration> TIME_UNIT = Param.time("anvil_rate_time_unit", "60s", Bounds.atLeast(1), "2.1",
        """
        The time over which rates of connections, messages and recipients are counted.""");
    public static final Param<Duration> STATUS_UPDATE_TIME = Param.time("anvil_status_update_time", "600s",
        Bounds.atLeast(1), "2.1", """
        How often the highest counts and rates are logged.""");

    public static final List<Param<?>> ALL = List.of(TIME_UNIT, STATUS_UPDATE_TIME);

    private AnvilParams() {}
}
