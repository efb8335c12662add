package org.postrider.qmgr;

import java.time.Duration;
import org.postrider.config.Settings;

/// A transport's limits.
///
/// @param deliveries  at a time, all destinations together (master.cf maxproc); 0: no limit
/// @param concurrency at a time to one destination; 0: no limit
/// @param initial     concurrency to begin with
/// @param recipients  per delivery; 0: no limit; 1: destinations are recipients
/// @param cohorts     failed cohorts until the destination counts as dead; 0: never
record Limits(int deliveries, int concurrency, int initial, int recipients, int cohorts, Feedback positive,
              Feedback negative, Duration rateDelay, Duration transportRate) {
    static Limits of(Settings settings, String transport, int deliveries) {
        boolean local = transport.equals("local");
        int concurrency = settings.get(local ? QmgrParams.LOCAL_CONCURRENCY
            : QmgrParams.CONCURRENCY_LIMITS.of(transport));
        Duration rate = settings.get(QmgrParams.RATE_DELAYS.of(transport));
        return new Limits(deliveries, rate.isZero() ? concurrency : 1,
            settings.get(QmgrParams.INITIAL_CONCURRENCIES.of(transport)),
            settings.get(local ? QmgrParams.LOCAL_RECIPIENTS : QmgrParams.RECIPIENT_LIMITS.of(transport)),
            settings.get(QmgrParams.COHORT_LIMITS.of(transport)),
            Feedback.of(settings, QmgrParams.POSITIVE_FEEDBACKS.of(transport)),
            Feedback.of(settings, QmgrParams.NEGATIVE_FEEDBACKS.of(transport)), rate,
            settings.get(QmgrParams.TRANSPORT_RATES.of(transport)));
    }

    int most() {
        return concurrency == 0 ? Integer.MAX_VALUE : concurrency;
    }
}
