package org.postrider.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Writes log lines as syslog daemons write them to files (RFC 3164 section 4.1.2): `Nov  5 09:01:02 host
/// postfix/smtpd[123]: text`. Remembers the last second's time stamp; for one thread at a time.
public final class LineFormat {
    private static final String[] MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec"};

    private final String host;
    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String stamp = "";

    /// @param host only its first label is shown
    public LineFormat(String host, ZoneId zone) {
        int dot = host.indexOf('.');
        this.host = dot < 0 ? host : host.substring(0, dot);
        this.zone = zone;
    }

    /// Appends a whole line with its line feed.
    public void append(StringBuilder out, Instant now, Line line) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            stamp = stamp(now.atZone(zone));
        }
        out.append(stamp).append(line.tag()).append('[').append(line.number()).append("]: ")
            .append(line.severity().word()).append(line.text()).append('\n');
    }

    /// What a line is made of.
    ///
    /// @param tag    the program as logged, with syslog name
    /// @param number in the place of the process id
    public record Line(Severity severity, String tag, long number, String text) {}

    private String stamp(ZonedDateTime now) {
        var out = new StringBuilder(40).append(MONTHS[now.getMonthValue() - 1]).append(' ');
        int day = now.getDayOfMonth();
        if (day < 10) out.append(' ');
        out.append(day).append(' ');
        two(out, now.getHour()).append(':');
        two(out, now.getMinute()).append(':');
        return two(out, now.getSecond()).append(' ').append(host).append(' ').toString();
    }

    private static StringBuilder two(StringBuilder out, int number) {
        return (number < 10 ? out.append('0') : out).append(number);
    }
}
