package org.postrider.table;

import org.postrider.config.LogicalLines;
import org.postrider.text.Cidr;
import org.postrider.text.Ip;

/// `cidr:/file`, networks and what to answer for their addresses.
record CidrTable(Rules<Ip> rules) implements Table {
    static Table open(Opening opening) {
        var reading = new Reading(opening);
        RuleSource.read(opening, line -> {
            try {
                reading.line(line);
            } catch (TableException fault) {
                opening.log().warning("cidr map " + opening.name() + ", line " + line.number() + ": "
                    + fault.getMessage() + ": skipping this rule");
            }
        });
        reading.endIndex();
        return new CidrTable(reading.rules.build("cidr map " + opening.name(), opening.log()));
    }

    /// A table on its way. Plain rules that follow one another become an index.
    private static final class Reading {
        private final Opening opening;
        private final Rules.Builder<Ip> rules = new Rules.Builder<>();
        private CidrIndex.Builder index = new CidrIndex.Builder();

        Reading(Opening opening) {
            this.opening = opening;
        }

        void line(LogicalLines.Line line) {
            String text = line.text();
            if (Rules.startsWith(text, "if")) {
                var test = test(Pattern.parse(text.substring(2)));
                endIndex();
                rules.begin(test, line.number());
            } else if (Rules.startsWith(text, "endif")) {
                if (!text.substring("endif".length()).isBlank()) throw new TableException("garbage after ENDIF");
                if (!rules.isInIf()) throw new TableException("ENDIF without IF");
                endIndex();
                rules.end();
            } else rule(text);
        }

        private void rule(String text) {
            int start = afterNegations(text), end = start;
            while (end < text.length() && !KeyValue.isBlank(text.charAt(end))) end++;
            var pattern = Pattern.parse(text.substring(0, end));
            String value = text.substring(end).strip();
            if (value.isEmpty()) throw new TableException("no lookup result");
            String result = FileValues.of(opening, value);
            if (pattern.match) {
                index.add(pattern.cidr, result);
            } else {
                endIndex();
                rules.rule(test(pattern), _ -> result);
            }
        }

        void endIndex() {
            if (index.isEmpty()) return;
            rules.choice(index.build());
            index = new CidrIndex.Builder();
        }
    }

    /// A negated pattern fits the other addresses of its family.
    private record Pattern(Cidr cidr, boolean match) {
        static Pattern parse(String text) {
            int start = afterNegations(text);
            boolean match = text.substring(0, start).chars().filter(c -> c == '!').count() % 2 == 0;
            String pattern = text.substring(start).stripTrailing();
            if (pattern.isEmpty()) throw new TableException("no address pattern");
            return new Pattern(NetworkPattern.parse(pattern), match);
        }
    }

    private static Rules.Test<Ip> test(Pattern pattern) {
        var cidr = pattern.cidr;
        return ip -> ip.v6() == cidr.network().v6() && cidr.contains(ip) == pattern.match;
    }

    /// Where the pattern begins behind any number of `!` and blanks.
    private static int afterNegations(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '!' || KeyValue.isBlank(text.charAt(at)))) at++;
        return at;
    }

    @Override public Answer lookup(String key) {
        var ip = NetworkPattern.ip(key);
        return ip.isEmpty() ? ABSENT : rules.lookup(ip.get());
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
