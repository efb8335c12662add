package org.postrider.table;

import org.postrider.config.LogicalLines;
import org.postrider.text.Cidr;
import org.postrider.text.Ip;

/// `cidr:/file`, networks and what to answer for their addresses.
record CidrTable(Rules<Ip> rules) implements Table {
    static Table open(Opening opening) {
        var rules = new Rules.Builder<Ip>();
        RuleSource.read(opening, line -> {
            try {
                read(opening, line, rules);
            } catch (TableException fault) {
                opening.log().warning("cidr map " + opening.name() + ", line " + line.number() + ": "
                    + fault.getMessage() + ": skipping this rule");
            }
        });
        return new CidrTable(rules.build("cidr map " + opening.name(), opening.log()));
    }

    private static void read(Opening opening, LogicalLines.Line line, Rules.Builder<Ip> rules) {
        String text = line.text();
        if (Rules.startsWith(text, "if")) rules.begin(pattern(text.substring(2)), line.number());
        else if (Rules.startsWith(text, "endif")) {
            if (!text.substring("endif".length()).isBlank()) throw new TableException("garbage after ENDIF");
            if (!rules.isInIf()) throw new TableException("ENDIF without IF");
            rules.end();
        } else {
            int start = afterNegations(text), end = start;
            while (end < text.length() && !KeyValue.isBlank(text.charAt(end))) end++;
            var test = pattern(text.substring(0, end));
            String value = text.substring(end).strip();
            if (value.isEmpty()) throw new TableException("no lookup result");
            String result = FileValues.of(opening, value);
            rules.rule(test, _ -> result);
        }
    }

    /// Where the pattern begins behind any number of `!` and blanks.
    private static int afterNegations(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '!' || KeyValue.isBlank(text.charAt(at)))) at++;
        return at;
    }

    /// A negated pattern fits the other addresses of its family.
    private static Rules.Test<Ip> pattern(String text) {
        int start = afterNegations(text);
        boolean match = text.substring(0, start).chars().filter(c -> c == '!').count() % 2 == 0;
        String pattern = text.substring(start).stripTrailing();
        if (pattern.isEmpty()) throw new TableException("no address pattern");
        Cidr cidr = NetworkPattern.parse(pattern);
        return ip -> ip.v6() == cidr.network().v6() && cidr.contains(ip) == match;
    }

    @Override public Answer lookup(String key) {
        var ip = NetworkPattern.ip(key);
        return ip.isEmpty() ? ABSENT : rules.lookup(ip.get());
    }

    @Override public boolean hasPatterns() {
        return true;
    }
}
