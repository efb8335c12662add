package org.postrider.table;

import java.util.List;

/// A compiled pattern, used within limits.
sealed interface Regex permits JavaRegex, LibcPattern, PcreRegex {
    /// Too many steps.
    final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            this("match limit exceeded");
        }

        Exhausted(String why) {
            super(why, null, false, false);
        }
    }

    /// @throws Exhausted when a limit is reached
    boolean matches(RegexKey key);

    /// The text of group 1 and following in the key that it has matched last, "" for one without part in the match.
    List<String> matched(RegexKey key);

    int groups();
}
