package org.postrider.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.postrider.log.Log;

/// Rules in their order, with `if` and `endif` around some of them: the first that fits answers.
///
/// @param steps rules and ifs, each if with where to go on when it doesn't fit
/// @param <K>   what a key becomes before it is compared
record Rules<K>(List<Step<K>> steps) {
    /// Whether a rule or an if fits.
    @FunctionalInterface
    interface Test<K> {
        boolean fits(K key);
    }

    /// A rule's answer for a key that it fits.
    @FunctionalInterface
    interface Result<K> {
        String text(K key);
    }

    /// @param result what the rule answers; empty for an `if`
    /// @param skipTo where to go on when an `if` doesn't fit
    record Step<K>(Test<K> test, Optional<Result<K>> result, int skipTo) {}

    Table.Answer lookup(K key) {
        int at = 0;
        while (at < steps.size()) {
            var step = steps.get(at++);
            boolean fits = step.test.fits(key);
            if (fits && step.result.isPresent()) return new Table.Answer.Found(step.result.get().text(key));
            if (!fits && step.result.isEmpty()) at = step.skipTo;
        }
        return Table.ABSENT;
    }

    /// Puts rules together as they come.
    static final class Builder<K> {
        private final List<Step<K>> steps = new ArrayList<>();
        private final Deque<Open> ifs = new ArrayDeque<>();

        private record Open(int index, int line) {}

        void rule(Test<K> test, Result<K> result) {
            steps.add(new Step<>(test, Optional.of(result), 0));
        }

        void begin(Test<K> test, int line) {
            ifs.push(new Open(steps.size(), line));
            steps.add(new Step<>(test, Optional.empty(), Integer.MAX_VALUE));
        }

        boolean isInIf() {
            return !ifs.isEmpty();
        }

        void end() {
            int index = ifs.pop().index;
            steps.set(index, new Step<>(steps.get(index).test, Optional.empty(), steps.size()));
        }

        /// An if that is never ended reaches to the end.
        ///
        /// @param what the beginning of warnings: `cidr map /etc/x`
        Rules<K> build(String what, Log log) {
            for (var open : ifs) log.warning(what + ", line " + open.line + ": IF has no matching ENDIF");
            return new Rules<>(List.copyOf(steps));
        }
    }

    /// Whether a line begins with this word, in any case, and no letter or digit follows it.
    static boolean startsWith(String line, String word) {
        return line.regionMatches(true, 0, word, 0, word.length())
            && (line.length() == word.length() || !isAlphanumeric(line.charAt(word.length())));
    }

    static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
