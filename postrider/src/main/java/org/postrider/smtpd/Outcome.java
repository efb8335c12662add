package org.postrider.smtpd;

/// How a command ended.
enum Outcome {
    GOOD,
    /// counts as an error
    FAILED
}
