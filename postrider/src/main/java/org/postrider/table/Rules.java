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

    /// One or several rules that answer some keys.
    @FunctionalInterface
    interface Choice<K> {
        /// Empty when none of them fits.
        Optional<String> answer(K key);
    }

    sealed interface Step<K> {
        record Answers<K>(Choice<K> choice) implements Step<K> {}

        /// @param skipTo where to go on when it doesn't fit
        record If<K>(Test<K> test, int skipTo) implements Step<K> {}
    }

    Table.Answer lookup(K key) {
        int at = 0;
        while (at < steps.size()) {
            switch (steps.get(at++)) {
                case Step.Answers<K>(Choice<K> choice) -> {
                    var answer = choice.answer(key);
                    if (answer.isPresent()) return new Table.Answer.Found(answer.get());
                }
                case Step.If<K>(Test<K> test, int skipTo) -> {
                    if (!test.fits(key)) at = skipTo;
                }
            }
        }
        return Table.ABSENT;
    }

    /// Puts rules together as they come.
    static final class Builder<K> {
        private final List<Step<K>> steps = new ArrayList<>();
        private final Deque<Open<K>> ifs = new ArrayDeque<>();

        private record Open<K>(int index, int line, Test<K> test) {}

        void rule(Test<K> test, Result<K> result) {
            choice(key -> test.fits(key) ? Optional.of(result.text(key)) : Optional.empty());
        }

        void choice(Choice<K> choice) {
            steps.add(new Step.Answers<>(choice));
        }

        void begin(Test<K> test, int line) {
            ifs.push(new Open<>(steps.size(), line, test));
            steps.add(new Step.If<>(test, Integer.MAX_VALUE));
        }

        boolean isInIf() {
            return !ifs.isEmpty();
        }

        void end() {
            var open = ifs.pop();
            steps.set(open.index, new Step.If<>(open.test, steps.size()));
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
