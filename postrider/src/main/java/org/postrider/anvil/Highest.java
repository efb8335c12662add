package org.postrider.anvil;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The highest counts since the last report, who had them and when.
final class Highest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
        .withZone(ZoneId.systemDefault());

    private record Peak(int value, String who, Instant when) {
        String at() {
            return (who.isEmpty() ? "" : " for (" + who + ")") + " at " + STAMP.format(when);
        }
    }

    private final Map<Kind, Peak> rates = new EnumMap<>(Kind.class);
    private Optional<Peak> open = Optional.empty();
    private Optional<Peak> size = Optional.empty();

    void rate(Anvil.Client client, Kind kind, int value, Instant when) {
        var known = rates.get(kind);
        if (known == null || known.value < value) rates.put(kind, new Peak(value, client.toString(), when));
    }

    void count(Anvil.Client client, int value, Instant when) {
        if (open.isEmpty() || open.get().value < value)
            open = Optional.of(new Peak(value, client.toString(), when));
    }

    void size(int value, Instant when) {
        if (size.isEmpty() || size.get().value < value) size = Optional.of(new Peak(value, "", when));
    }

    /// @param unit of rates, in seconds
    void report(List<String> lines, long unit) {
        for (var kind : Kind.values()) {
            var peak = rates.get(kind);
            if (peak != null)
                lines.add("statistics: max " + kind + " rate " + peak.value + "/" + unit + "s" + peak.at());
            if (kind == Kind.CONNECTION) open.ifPresent(most ->
                lines.add("statistics: max connection count " + most.value + most.at()));
        }
        size.ifPresent(most -> lines.add("statistics: max cache size " + most.value + most.at()));
        rates.clear();
        open = Optional.empty();
        size = Optional.empty();
    }
}
