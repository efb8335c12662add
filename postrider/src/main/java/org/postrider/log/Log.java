package org.postrider.log;

import org.postrider.text.Utf8;

/// A service's voice in the log.
///
/// @param tag    `$syslog_name/service`, for example `postfix/smtpd`
/// @param number in the place of the process id
public record Log(LogSink sink, String tag, long number) {
    /// The longest text that is written; Postfix's own limit is near.
    private static final int LONGEST = 2000;

    /// The same voice with the number of a session or delivery.
    public Log numbered(long session) {
        return new Log(sink, tag, session);
    }

    public void info(String text) {
        write(Severity.INFO, text);
    }

    public void warning(String text) {
        write(Severity.WARNING, text);
    }

    public void error(String text) {
        write(Severity.ERROR, text);
    }

    public void fatal(String text) {
        write(Severity.FATAL, text);
    }

    /// For our own mistakes; says what kind and where, so that a report of it can be acted on.
    public void panic(String text, Throwable bug) {
        var at = bug.getStackTrace();
        write(Severity.PANIC, text + ": " + bug + (at.length == 0 ? "" : " at " + at[0]));
    }

    public void write(Severity severity, String text) {
        sink.write(severity, tag, number, printable(text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    }

    /// Control characters become `?`, so that nobody can write lines of his own into the log; and so do bytes that are
    /// no UTF-8, which readers of logs stumble over.
    public static String printable(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) return replaced(text);
        return text;
    }

    private static String replaced(String text) {
        var out = new StringBuilder(text);
        int at = 0;
        while (at < out.length()) {
            char c = out.charAt(at);
            int length = c < 0x80 ? 1 : Utf8.length(text, at);
            if (c < ' ' || c == 0x7f || length == 0) out.setCharAt(at, '?');
            at += Math.max(1, length);
        }
        return out.toString();
    }
}
