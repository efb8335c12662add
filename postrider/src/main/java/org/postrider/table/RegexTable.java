package org.postrider.table;

import java.util.BitSet;
import org.postrider.config.LogicalLines;
import org.postrider.log.Log;

/// `regexp:/file` and `pcre:/file`, patterns and what to answer for text that they match.
final class RegexTable implements Table {
    private final Opening opening;
    private final RegexDialect dialect;
    private final Rules<RegexKey> rules;
    private final WordFinder finder;
    private int mostGroups;
    /// False when some rule may fit text without any of the words that others require.
    private boolean needsWords = true;

    /// What is gathered while rules are read.
    private record Reading(Rules.Builder<RegexKey> rules, WordFinder.Builder words) {}

    private RegexTable(Opening opening, RegexDialect dialect) {
        this.opening = opening;
        this.dialect = dialect;
        var builder = new Reading(new Rules.Builder<>(), new WordFinder.Builder());
        RuleSource.read(opening, line -> {
            try {
                read(line, builder);
            } catch (TableException fault) {
                log().warning(fault.getMessage());
            }
        });
        rules = builder.rules.build(map(), log());
        finder = builder.words.build();
    }

    static Table regexp(Opening opening) {
        return new RegexTable(opening, RegexDialect.POSIX);
    }

    static Table pcre(Opening opening) {
        return new RegexTable(opening, RegexDialect.PERL);
    }

    @Override public Answer lookup(String key) {
        var words = finder.find(key);
        if (needsWords && words.isEmpty()) return ABSENT;
        try (var text = new RegexKey(key, mostGroups, words)) {
            return rules.lookup(text);
        }
    }

    @Override public boolean mayHave(byte[] text, int from, int to) {
        return !needsWords || finder.hasAny(text, from, to);
    }

    @Override public boolean hasPatterns() {
        return true;
    }

    private Log log() {
        return opening.log();
    }

    private String map() {
        return dialect.word() + " map " + opening.name();
    }

    private String where(int line) {
        return map() + ", line " + line + ": ";
    }

    private void read(LogicalLines.Line line, Reading builder) {
        String text = line.text();
        if (!Rules.isAlphanumeric(text.charAt(0))) rule(line, builder);
        else if (Rules.startsWith(text, "if")) begin(line, builder);
        else if (Rules.startsWith(text, "endif")) end(line, builder);
        else log().warning(where(line.number()) + "ignoring unrecognized request");
    }

    private RegexPattern read(String text, String where) {
        return RegexPattern.read(dialect, text, where, log()::warning);
    }

    private Regex compile(RegexPattern pattern, String where) {
        var regex = pattern.compile(dialect, where);
        mostGroups = Math.max(mostGroups, regex.groups());
        return regex;
    }

    private void begin(LogicalLines.Line line, Reading builder) {
        String text = line.text().substring(2).stripLeading();
        var pattern = read(text, where(line.number()));
        String rest = text.substring(pattern.end()).strip();
        if (!rest.isEmpty()) {
            log().warning(where(line.number()) + "ignoring extra text after IF statement: \"" + rest + "\"");
            log().warning(where(line.number()) + "do not prepend whitespace to statements between IF and ENDIF");
        }
        var test = test(pattern, compile(pattern, where(line.number())), line.number());
        int[] words = required(pattern, builder);
        builder.rules.begin(key -> key.has(words) && test.fits(key), line.number());
    }

    private void end(LogicalLines.Line line, Reading builder) {
        if (!builder.rules.isInIf()) {
            log().warning(where(line.number()) + "ignoring ENDIF without matching IF");
            return;
        }
        if (!line.text().substring("endif".length()).isBlank())
            log().warning(where(line.number()) + "ignoring extra text after ENDIF");
        builder.rules.end();
    }

    /// Faults are told of in the order that Postfix finds them: the answer's before the pattern's.
    private void rule(LogicalLines.Line line, Reading builder) {
        String where = where(line.number()), text = line.text();
        var first = read(text, where);
        int end = first.end();
        boolean two = dialect == RegexDialect.POSIX && text.startsWith("!", end);
        var second = two ? read(text.substring(end), where) : first;
        if (two) end += second.end();
        String result = text.substring(end).strip();
        if (result.isEmpty()) log().warning(where + "no replacement text: using empty string");
        var replacement = replacement(result, first, where);
        var regex = compile(first, where);
        if (replacement.groups() > regex.groups())
            throw new TableException(where + "out of range replacement index \"" + replacement.groups()
                + "\": skipping this rule");
        var alone = test(first, regex, line.number());
        Rules.Test<RegexKey> both = two ? test(second, compile(second, where), line.number()) : _ -> true;
        int[] words = required(first, builder);
        needsWords &= words.length > 0;
        builder.rules.rule(key -> key.has(words) && alone.fits(key) && both.fits(key),
            key -> replacement.with(regex.matched(key)));
    }

    /// The words that a pattern requires, as numbers. None for one that must not match, nor where letters may be the
    /// same that are different bytes.
    private int[] required(RegexPattern pattern, Reading builder) {
        var words = new BitSet();
        if (pattern.match() && !opening.use().utf8())
            for (String word : pattern.required(dialect)) words.set(builder.words.add(word));
        return words.stream().toArray();
    }

    private Replacement replacement(String text, RegexPattern pattern, String where) {
        String value;
        try {
            value = FileValues.of(opening, text);
        } catch (TableException unreadable) {
            throw new TableException(where + unreadable.getMessage() + ": skipping this rule");
        }
        Replacement replacement;
        try {
            replacement = Replacement.parse(value, where);
        } catch (TableException fault) {
            log().warning(fault.getMessage());
            throw new TableException(where + "bad replacement syntax: skipping this rule");
        }
        int groups = replacement.groups();
        if (groups > 0 && !pattern.match())
            throw new TableException(where + "$number found in negative match replacement text: skipping this rule");
        if (groups > 0 && opening.use().guard() != Use.Guard.NONE)
            throw new TableException(where + "regular expression substitution is not allowed: skipping this rule");
        return replacement;
    }

    /// A pattern that is given up doesn't fit, negated or not.
    private Rules.Test<RegexKey> test(RegexPattern pattern, Regex regex, int line) {
        return key -> {
            try {
                return regex.matches(key) == pattern.match();
            } catch (Regex.Exhausted tooHard) {
                log().warning(where(line) + tooHard.getMessage());
                return false;
            }
        };
    }
}
