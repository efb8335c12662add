package org.postrider.log;

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

    /// Control characters become `?`, so that nobody can write lines of his own into the log; so do bytes beyond
    /// US-ASCII that are no UTF-8.
    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++)
            if (isStrange(text.charAt(i))) return replaced(text);
        return text;
    }

    private static boolean isStrange(char c) {
        return c < ' ' || c >= 0x7f;
    }

    private static String replaced(String text) {
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (!isStrange(out.charAt(i))) continue;
            int length = utf8Length(out, i);
            if (length == 0) out.setCharAt(i, '?');
            else i += length - 1;
        }
        return out.toString();
    }

    /// Bytes of the character that begins here (RFC 3629 section 4); 0 when none does.
    private static int utf8Length(CharSequence text, int at) {
        char lead = text.charAt(at);
        int length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (length == 0 || at + length > text.length()) return 0;
        for (int i = at + 1; i < at + length; i++)
            if (text.charAt(i) < 0x80 || text.charAt(i) > 0xbf) return 0;
        char second = text.charAt(at + 1);
        boolean isBad = lead == 0xe0 && second < 0xa0 || lead == 0xed && second > 0x9f || lead == 0xf0 && second < 0x90
            || lead == 0xf4 && second > 0x8f;
        return isBad ? 0 : length;
    }
}
