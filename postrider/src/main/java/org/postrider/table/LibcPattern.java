package org.postrider.table;

import java.util.ArrayList;
import java.util.List;
import org.postrider.os.LibcRegex;

/// A POSIX pattern, matched by the C library as Postfix does: of several matches the longest counts.
record LibcPattern(LibcRegex regex) implements Regex {
    /// @param extended as egrep(1) has them
    static Regex compile(String text, boolean extended, boolean fold, boolean lines) throws RegexFault {
        return switch (LibcRegex.compile(text, extended, fold, lines)) {
            case LibcRegex.Compiled.Pattern(LibcRegex regex) -> new LibcPattern(regex);
            case LibcRegex.Compiled.Fault(String why) -> throw new RegexFault(why, 0);
        };
    }

    @Override public boolean matches(RegexKey key) {
        return key.posix().matches(regex);
    }

    /// Matched once more, which costs more than to know whether there is a match.
    @Override public List<String> matched(RegexKey key) {
        var subject = key.posix();
        if (groups() == 0 || !subject.matchesWithGroups(regex)) return List.of();
        var found = new ArrayList<String>(groups());
        for (int i = 1; i <= groups(); i++) found.add(subject.group(i));
        return found;
    }

    @Override public int groups() {
        return regex.groups();
    }
}
