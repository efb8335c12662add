package org.postrider.spawn;

import java.time.Duration;
import java.util.List;
import org.postrider.config.ParamFamily;
import org.postrider.config.SiteParams;

/// Parameters of spawn(8).
public final class SpawnParams {
    /// How long a command may run.
    static final ParamFamily<Duration> TIME_LIMITS =
        new ParamFamily<>("_time_limit", SiteParams.COMMAND_TIME_LIMIT);

    public static final List<ParamFamily<?>> FAMILIES = List.of(TIME_LIMITS);

    private SpawnParams() {}
}
