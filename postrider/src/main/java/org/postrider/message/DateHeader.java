package org.postrider.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;

/// Makes dates as mail headers have them (RFC 5322 section 3.3), with the zone's name behind:
/// `Wed, 25 Nov 2026 04:00:00 +0000 (UTC)`.
public record DateHeader(ZoneId zone) {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// In the zone that TZ or the machine says.
    public static DateHeader local() {
        return new DateHeader(ZoneId.systemDefault());
    }

    public String text(Instant when) {
        var at = when.atZone(zone);
        var out = new StringBuilder(40);
        int day = 3 * (at.getDayOfWeek().getValue() - 1), month = 3 * (at.getMonthValue() - 1);
        two(out.append(DAYS, day, day + 3).append(", "), at.getDayOfMonth());
        out.append(' ').append(MONTHS, month, month + 3).append(' ').append(at.getYear()).append(' ');
        two(two(two(out, at.getHour()).append(':'), at.getMinute()).append(':'), at.getSecond());
        int minutes = at.getOffset().getTotalSeconds() / 60, size = Math.abs(minutes);
        two(two(out.append(minutes < 0 ? " -" : " +"), size / 60), size % 60);
        return out.append(" (").append(name(at)).append(')').toString();
    }

    private static StringBuilder two(StringBuilder out, int number) {
        return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /// The zone's short name at that moment: UTC, CET, CEST.
    private String name(ZonedDateTime at) {
        return switch (zone.getId()) {
            case "UTC", "Etc/UTC", "Z", "Etc/UCT", "Zulu", "Universal", "Etc/Universal", "Etc/Zulu", "UCT" -> "UTC";
            case "GMT", "Etc/GMT", "Greenwich", "Etc/Greenwich" -> "GMT";
            default -> TimeZone.getTimeZone(zone)
                .getDisplayName(zone.getRules().isDaylightSavings(at.toInstant()), TimeZone.SHORT, Locale.ENGLISH);
        };
    }
}
