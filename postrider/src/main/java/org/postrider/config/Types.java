package org.postrider.config;

import java.time.Duration;

/// The types of parameters.
final class Types {
    private Types() {}

    static String text(Param<String> param, String text) {
        if (!param.bounds().allows(text.length()))
            throw new ConfigException(text.isEmpty() ? "bad empty value for parameter " + param.name()
                : "parameter " + param.name() + ": text of bad length: " + text);
        return text;
    }

    static Boolean yesNo(Param<Boolean> param, String text) {
        return switch (text.strip()) {
            case "yes", "Yes", "YES" -> true;
            case "no", "No", "NO" -> false;
            default -> throw new ConfigException("bad boolean configuration: " + param.name() + " = " + text);
        };
    }

    static Integer number(Param<Integer> param, String text) {
        long value = whole(param, text, "bad numerical configuration: ");
        if (value != (int) value) throw bad(param, text, "bad numerical configuration: ");
        return (int) value;
    }

    static Long size(Param<Long> param, String text) {
        return whole(param, text, "bad numerical configuration: ");
    }

    private static long whole(Param<?> param, String text, String problem) {
        try {
            return bounded(param, Long.parseLong(text.strip()), text);
        } catch (NumberFormatException _) {
            throw bad(param, text, problem);
        }
    }

    static Duration time(Param<Duration> param, String text) {
        String value = text.strip();
        if (value.isEmpty()) throw bad(param, text, "bad time unit or value: ");
        char unit = value.charAt(value.length() - 1);
        boolean hasUnit = unit < '0' || unit > '9';
        if (!hasUnit) unit = unitOf(param.fallback());
        try {
            long count = Long.parseLong(hasUnit ? value.substring(0, value.length() - 1) : value);
            long seconds = Math.multiplyExact(count, secondsIn(param, unit, text));
            bounded(param, seconds, text);
            return Duration.ofSeconds(seconds);
        } catch (NumberFormatException | ArithmeticException _) {
            throw bad(param, text, "parameter " + param.name() + ": bad time value or unit: ");
        }
    }

    /// The unit a bare number has: that of the default's last character, seconds when it has none.
    private static char unitOf(String fallback) {
        char last = fallback.isEmpty() ? 's' : fallback.charAt(fallback.length() - 1);
        return "smhdw".indexOf(last) >= 0 ? last : 's';
    }

    private static long secondsIn(Param<?> param, char unit, String text) {
        return switch (Character.toLowerCase(unit)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> throw bad(param, text, "parameter " + param.name() + ": bad time value or unit: ");
        };
    }

    private static long bounded(Param<?> param, long value, String text) {
        if (param.bounds().allows(value)) return value;
        boolean low = value < param.bounds().least();
        throw new ConfigException("invalid " + param.name() + " parameter value " + text + (low
            ? " < " + param.bounds().least() : " > " + param.bounds().most()));
    }

    private static ConfigException bad(Param<?> param, String text, String problem) {
        return new ConfigException(problem.startsWith("parameter") ? problem + text
            : problem + param.name() + " = " + text);
    }
}
