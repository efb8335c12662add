package org.postrider.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Dates as ctime(3) writes them: `Fri Nov  7 09:01:02 2026`.
record MailDates(ZoneId zone) {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    String ctime(Instant moment) {
        return dayAndTime(moment) + " " + moment.atZone(zone).getYear();
    }

    /// The same without the year.
    String dayAndTime(Instant moment) {
        ZonedDateTime when = moment.atZone(zone);
        int day = when.getDayOfWeek().getValue() * 3 - 3, month = when.getMonthValue() * 3 - 3;
        var out = new StringBuilder(24).append(DAYS, day, day + 3).append(' ').append(MONTHS, month, month + 3)
            .append(when.getDayOfMonth() < 10 ? "  " : " ").append(when.getDayOfMonth());
        two(out.append(' '), when.getHour());
        two(out.append(':'), when.getMinute());
        two(out.append(':'), when.getSecond());
        return out.toString();
    }

    private static void two(StringBuilder out, int number) {
        if (number < 10) out.append('0');
        out.append(number);
    }
}
