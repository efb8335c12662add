package org.postrider.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pattern of `java.util.regex`.
///
/// @param anchored a match must begin at the start
record JavaRegex(Pattern pattern, boolean anchored, int groups) implements Regex {
    /// How often a match may look at a character: what a clumsy pattern takes for a long text a few times over, and
    /// what stops a hostile text within some tenths of a second.
    private static final int MOST_STEPS = 10_000_000;

    JavaRegex(Pattern pattern, boolean anchored) {
        this(pattern, anchored, pattern.matcher("").groupCount());
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

    @Override public boolean matches(RegexKey key) {
        return matches(pattern.matcher(new Counted(key.text())));
    }

    private boolean matches(Matcher matcher) {
        try {
            return anchored ? matcher.lookingAt() : matcher.find();
        } catch (StackOverflowError deep) {
            throw new Exhausted();
        }
    }

    /// Matched once more, so that rules without groups in their answer need not keep them.
    @Override public List<String> matched(RegexKey key) {
        if (groups == 0) return List.of();
        var matcher = pattern.matcher(new Counted(key.text()));
        if (!matches(matcher)) return List.of();
        var found = new String[groups];
        for (int i = 0; i < groups; i++) found[i] = Optional.ofNullable(matcher.group(i + 1)).orElse("");
        return List.of(found);
    }
}
