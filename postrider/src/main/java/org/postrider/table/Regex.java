package org.postrider.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A compiled pattern, used within limits.
///
/// @param anchored a match must begin at the start
record Regex(Pattern pattern, boolean anchored) {
    /// How often a match may look at a character: what a clumsy pattern takes for a long text a few times over, and
    /// what stops a hostile text within some tenths of a second.
    private static final int MOST_STEPS = 10_000_000;

    /// Too many steps.
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("match limit exceeded", null, false, false);
        }
    }

    /// Text that counts how often it is looked at.
    private static final class Counted implements CharSequence {
        private final String text;
        private int left = MOST_STEPS;

        Counted(String text) {
            this.text = text;
        }

        @Override public int length() {
            return text.length();
        }

        @Override public char charAt(int index) {
            if (--left < 0) throw new Exhausted();
            return text.charAt(index);
        }

        @Override public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override public String toString() {
            return text;
        }
    }

    /// The text of group 1 and following, "" for one without part in the match; empty when there is no match.
    ///
    /// @throws Exhausted when the limit is reached
    Optional<List<String>> match(String text) {
        var matcher = pattern.matcher(new Counted(text));
        try {
            if (!(anchored ? matcher.lookingAt() : matcher.find())) return Optional.empty();
        } catch (StackOverflowError deep) {
            throw new Exhausted();
        }
        if (matcher.groupCount() == 0) return Optional.of(List.of());
        var groups = new String[matcher.groupCount()];
        for (int i = 0; i < groups.length; i++)
            groups[i] = Optional.ofNullable(matcher.group(i + 1)).orElse("");
        return Optional.of(List.of(groups));
    }

    int groups() {
        return pattern.matcher("").groupCount();
    }
}
