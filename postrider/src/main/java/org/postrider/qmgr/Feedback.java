package org.postrider.qmgr;

import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;

/// How much one result changes a destination's concurrency (SCHEDULER_README): a number, or one divided by the
/// concurrency or its square root.
record Feedback(double amount, Divisor divisor) {
    enum Divisor { NONE, CONCURRENCY, ROOT }

    static Feedback of(Settings settings, Param<String> param) {
        String text = settings.get(param);
        int slash = text.indexOf('/');
        String number = (slash < 0 ? text : text.substring(0, slash)).strip();
        String by = slash < 0 ? "" : text.substring(slash + 1).strip();
        try {
            double amount = Double.parseDouble(number);
            if (!(amount >= 0 && amount <= 1)) throw bad(param, text);
            return new Feedback(amount, divisor(param, text, by));
        } catch (NumberFormatException _) {
            throw bad(param, text);
        }
    }

    private static Divisor divisor(Param<String> param, String text, String by) {
        return switch (by) {
            case "" -> Divisor.NONE;
            case "concurrency" -> Divisor.CONCURRENCY;
            case "sqrt_concurrency" -> Divisor.ROOT;
            default -> throw bad(param, text);
        };
    }

    private static ConfigException bad(Param<String> param, String text) {
        return new ConfigException("bad feedback: " + param + " = " + text + ": a number between 0 and 1 is needed,"
            + " optionally with \"/ concurrency\" or \"/ sqrt_concurrency\"");
    }

    double at(double window) {
        return switch (divisor) {
            case NONE -> amount;
            case CONCURRENCY -> amount / window;
            case ROOT -> amount / Math.sqrt(window);
        };
    }
}
