package org.postrider.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postrider.os.Pcre2;
import org.postrider.os.Pcre2.Option;

/// A pattern of the PCRE2 library.
record PcreRegex(Pcre2 library, Pcre2.Pattern pattern) implements Regex {
    static Regex compile(Pcre2 library, String text, PerlRegex.Options options) throws RegexFault {
        return switch (library.compile(text, bits(options))) {
            case Pcre2.Compiled.Pattern(Pcre2.Pattern pattern) -> new PcreRegex(library, pattern);
            case Pcre2.Compiled.Fault(String why, int offset) -> throw new RegexFault(why, offset);
        };
    }

    private static Set<Option> bits(PerlRegex.Options options) {
        var bits = EnumSet.noneOf(Option.class);
        if (options.fold()) bits.add(Option.CASELESS);
        if (options.lines()) bits.add(Option.MULTILINE);
        if (options.dotAll()) bits.add(Option.DOTALL);
        if (options.comments()) bits.add(Option.EXTENDED);
        if (options.endOnly()) bits.add(Option.DOLLAR_ENDONLY);
        if (options.lazy()) bits.add(Option.UNGREEDY);
        if (options.anchored()) bits.add(Option.ANCHORED);
        return bits;
    }

    @Override public boolean matches(RegexKey key) {
        try {
            return key.subject(library).matches(pattern);
        } catch (Pcre2.TooHard given) {
            throw new Exhausted(given.getMessage());
        }
    }

    /// Matched once more: other patterns may have been tried since.
    @Override public List<String> matched(RegexKey key) {
        if (pattern.groups() == 0 || !matches(key)) return List.of();
        var found = new ArrayList<String>(pattern.groups());
        for (int i = 1; i <= pattern.groups(); i++) found.add(key.subject(library).group(i));
        return found;
    }

    @Override public int groups() {
        return pattern.groups();
    }
}
