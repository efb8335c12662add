package org.postrider.master;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.log.LogSink;
import org.postrider.net.Watchdog;
import org.postrider.os.Commands;
import org.postrider.os.Identity;
import org.postrider.os.RunAs;
import org.postrider.os.Users;
import org.postrider.time.Time;
import org.postrider.verify.VerifyCache;

/// What a process has for as long as it lives, whatever the configuration becomes.
///
/// @param split   true when the agents that need a recipient's rights live in another process
/// @param numbers what stands in the place of process ids in the log, a new one for each session or delivery
record Ground(Layout layout, LogSink sink, Time time, boolean split, LongSupplier numbers, Watchdog watchdog,
              RunAs runAs, Commands commands, Users users, VerifyCache verified) {
    /// Pieces of file work as somebody else that run at the same time.
    private static final int AT_ONCE = 64;
    /// Commands that run at the same time; each has a thread that waits for it.
    private static final int COMMANDS = 256;

    static Ground of(Layout layout, LogSink sink, Time time, boolean split) {
        var counter = new AtomicLong(Identity.current().pid());
        return new Ground(layout, sink, time, split, counter::incrementAndGet, new Watchdog(time), new RunAs(AT_ONCE),
            new Commands(COMMANDS), Users.system(), new VerifyCache());
    }

    /// A service's log that says the process id where it has no session to tell of.
    Log log(Settings settings, String program) {
        return Site.log(sink, settings, program, Identity.current().pid());
    }
}
