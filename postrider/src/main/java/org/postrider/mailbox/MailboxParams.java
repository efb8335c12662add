package org.postrider.mailbox;

import static org.postrider.config.Bounds.atLeast;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Param;

/// Parameters of all agents that write to mailboxes.
public final class MailboxParams {
    public static final Param<Boolean> STRICT_OWNERSHIP = Param.yesNo("strict_mailbox_ownership", "yes", "2.5.3", """
        Defer delivery to a mailbox file that somebody else owns.""");
    public static final Param<Integer> LOCK_ATTEMPTS = Param.number("deliver_lock_attempts", "20", atLeast(1), "", """
        How often to try for the lock of a mailbox.""");
    public static final Param<Duration> LOCK_DELAY = Param.time("deliver_lock_delay", "1s", atLeast(1), "", """
        Time between attempts to lock a mailbox.""");
    public static final Param<Duration> STALE_LOCK = Param.time("stale_lock_time", "500s", atLeast(1), "", """
        A mailbox's lock file older than this was left behind by a program that died, and is removed.""");

    public static final List<Param<?>> ALL = List.of(STRICT_OWNERSHIP, LOCK_ATTEMPTS, LOCK_DELAY, STALE_LOCK);

    private MailboxParams() {}
}
