package org.postrider.qmgr;

import java.time.Duration;
import java.time.Instant;
import org.postrider.config.Settings;
import org.postrider.queue.Envelope;

/// When a deferred message is tried again, and when that has gone on for long enough.
///
/// @param warning zero: never
record RetryPlan(Duration least, Duration most, Duration lifetime, Duration bounceLifetime, Duration warning) {
    static RetryPlan of(Settings settings) {
        return new RetryPlan(settings.get(QmgrParams.MINIMAL_BACKOFF), settings.get(QmgrParams.MAXIMAL_BACKOFF),
            settings.get(QmgrParams.MAXIMAL_LIFETIME), settings.get(QmgrParams.BOUNCE_LIFETIME),
            settings.get(QmgrParams.DELAY_WARNING));
    }

    /// The older a message, the longer it waits: its age, within the two limits.
    Instant next(Envelope envelope, Instant now) {
        var age = Duration.between(envelope.created(), now);
        var wait = age.compareTo(least) < 0 ? least : age.compareTo(most) > 0 ? most : age;
        return now.plus(wait);
    }

    boolean expired(Envelope envelope, Instant now) {
        var limit = envelope.sender().isNull() ? bounceLifetime : lifetime;
        return Duration.between(envelope.created(), now).compareTo(limit) >= 0;
    }

    boolean warns(Envelope envelope, Instant now) {
        return !warning.isZero() && Duration.between(envelope.created(), now).compareTo(warning) >= 0;
    }
}
