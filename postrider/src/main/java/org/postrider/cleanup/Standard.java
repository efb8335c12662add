package org.postrider.cleanup;

import org.postrider.cleanup.Draft.Problem;

/// Postfix's own words for problems.
final class Standard {
    private Standard() {}

    /// Enhanced status and text.
    static String text(Problem problem) {
        return switch (problem) {
            case BAD -> "4.3.0 internal protocol error";
            case DEFER -> "4.7.1 service unavailable";
            case WRITE -> "4.3.0 queue file write error";
            case SIZE -> "5.3.4 message file too big";
            case CONTENT -> "5.7.1 message content rejected";
            case HOPS -> "5.4.0 too many hops";
            case RECIPIENTS -> "5.1.0 no recipients specified";
            case PERMISSION -> "5.7.1 service denied";
        };
    }
}
