package org.postrider.log;

/// Where log lines go: a file, syslog, standard output, a test's list.
@FunctionalInterface
public interface LogSink {
    /// Takes one line; must not throw. Line breaks and control characters in `text` are already made harmless.
    ///
    /// @param tag    the program as logged, with syslog name: `postfix/smtpd`
    /// @param number stands in the place of the process id; the same for all lines of one session or delivery
    void write(Severity severity, String tag, long number, String text);
}
