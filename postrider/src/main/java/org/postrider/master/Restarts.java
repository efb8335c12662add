package org.postrider.master;

import java.time.Duration;

/// How soon a process that died is started again. One that had worked comes back at once, as mail waits for it; one
/// that keeps dying must not use up the machine; one that cannot even start is throttled, as by Postfix's master.
final class Restarts {
    /// A life shorter than this counts as quick.
    static final Duration QUICK = Duration.ofSeconds(10);
    /// Quick deaths in a row that cost nothing: somebody trying it out, or one bad message.
    static final int FREE = 3;
    static final Duration BREATH = Duration.ofSeconds(1);
    static final Duration THROTTLE = Duration.ofSeconds(10);
    private int quick;

    /// @param worked whether it had got so far as to listen
    /// @param lived  from start to end
    /// @return how long to wait
    Duration after(boolean worked, Duration lived) {
        if (!worked) return THROTTLE;
        quick = lived.compareTo(QUICK) < 0 ? quick + 1 : 0;
        return quick > FREE ? BREATH : Duration.ZERO;
    }
}
