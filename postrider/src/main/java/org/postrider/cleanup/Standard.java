package org.postrider.cleanup;

import org.postrider.cleanup.Draft.Problem;

/// Problems as bounces tell of them.
final class Standard {
    private Standard() {}

    /// Enhanced status and text.
    static String text(Problem problem) {
        return status(problem) + " " + problem.text();
    }

    private static String status(Problem problem) {
        return switch (problem) {
            case BAD, WRITE -> "4.3.0";
            case DEFER -> "4.7.1";
            case SIZE -> "5.3.4";
            case CONTENT, PERMISSION -> "5.7.1";
            case HOPS -> "5.4.0";
            case RECIPIENTS -> "5.1.0";
        };
    }
}
