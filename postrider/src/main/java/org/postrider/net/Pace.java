package org.postrider.net;

import java.time.Duration;

/// How slow a peer may be.
///
/// @param timeout     for each single read or write; or, `perRequest`, for all of them together since the pace was set
/// @param perRequest  Postfix's `smtpd_per_request_deadline` and its kin
/// @param minDataRate bytes that earn a request another second, up to `timeout`; 0: nothing is earned
public record Pace(Duration timeout, boolean perRequest, int minDataRate) {
    public static Pace each(Duration timeout) {
        return new Pace(timeout, false, 0);
    }
}
