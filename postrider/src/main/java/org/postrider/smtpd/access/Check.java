package org.postrider.smtpd.access;

/// One restriction, made ready to run. Safe for any thread.
@FunctionalInterface
interface Check {
    /// @param subject what the list that it stands in is about
    Outcome run(Trial trial, Subject subject);
}
