package org.postrider.smtpd.access;

/// What an access table says about a key (access(5)), made ready to run.
@FunctionalInterface
interface Action {
    Outcome run(Trial trial, Hit hit);

    /// Where it was found.
    ///
    /// @param table as main.cf has it
    /// @param datum what was looked for
    record Hit(String table, String datum, Subject subject) {}
}
