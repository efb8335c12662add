package org.postrider.config;

import java.time.Duration;

/// The types of parameters. What they complain about is worded as Postfix words it.
final class Types {
    private static final String NUMBERS = "bad numerical configuration: ";

    private Types() {}

    static String text(Param<String> param, String text) {
        var bounds = param.bounds();
        if (bounds.allows(text.length())) return text;
        boolean low = text.length() < bounds.least();
        throw new ConfigException("bad string length " + text.length() + " " + (low
            ? "< " + bounds.least() : "> " + bounds.most()) + ": " + param.name() + " = " + text);
    }

    static Boolean yesNo(Param<Boolean> param, String text) {
        if (text.equalsIgnoreCase("yes")) return true;
        if (text.equalsIgnoreCase("no")) return false;
        throw new ConfigException("bad boolean configuration: " + param.name() + " = " + text);
    }

    static Integer number(Param<Integer> param, String text) {
        long value = whole(param, text);
        if (value != (int) value) throw new ConfigException(NUMBERS + param.name() + " = " + text);
        return (int) bounded(param, value);
    }

    static Long size(Param<Long> param, String text) {
        return bounded(param, whole(param, text));
    }

    private static long whole(Param<?> param, String text) {
        try {
            return Long.parseLong(text.stripLeading());
        } catch (NumberFormatException _) {
            throw new ConfigException(NUMBERS + param.name() + " = " + text);
        }
    }

    private static long bounded(Param<?> param, long value) {
        var bounds = param.bounds();
        if (bounds.allows(value)) return value;
        throw new ConfigException("invalid " + param.name() + " parameter value " + value + (value < bounds.least()
            ? " < " + bounds.least() : " > " + bounds.most()));
    }

    static Duration time(Param<Duration> param, String text) {
        String value = text.stripLeading();
        int digits = 0;
        while (digits < value.length() && Character.isDigit(value.charAt(digits))) digits++;
        try {
            char unit = digits < value.length() ? value.charAt(digits) : unitOf(param.fallback());
            long seconds = Math.multiplyExact(Long.parseLong(value, 0, digits, 10), secondsIn(unit));
            if (seconds > Integer.MAX_VALUE) throw new ArithmeticException();
            return Duration.ofSeconds(between(param, seconds));
        } catch (NumberFormatException | ArithmeticException _) {
            throw new ConfigException("parameter " + param.name() + ": bad time value or unit: " + text);
        }
    }

    private static long between(Param<?> param, long seconds) {
        var bounds = param.bounds();
        if (bounds.allows(seconds)) return seconds;
        throw new ConfigException("invalid " + param.name() + ": " + seconds + (seconds < bounds.least()
            ? " (min " + bounds.least() : " (max " + bounds.most()) + ")");
    }

    /// The unit a bare number has: that of the default, seconds when it has none.
    private static char unitOf(String fallback) {
        char last = fallback.isEmpty() ? 's' : fallback.charAt(fallback.length() - 1);
        return "smhdw".indexOf(last) >= 0 && !fallback.startsWith("$") || fallback.endsWith("}" + last) ? last : 's';
    }

    private static long secondsIn(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> throw new NumberFormatException();
        };
    }
}
