package org.postrider.table;

/// A lookup table. "Not there" and "cannot tell" are different answers: the first lets mail go its way, the second
/// must never cost a message. Safe for any thread; may block.
@FunctionalInterface
public interface Table {
    /// The answer for exactly this key; folding and partial keys are the caller's or the type's business.
    Answer lookup(String key);

    /// True when the key is matched against patterns (`regexp`, `cidr`, ...) instead of being compared: such a table is
    /// only asked for whole names and addresses, never for parts of one.
    default boolean hasPatterns() {
        return false;
    }

    /// False when there is certainly nothing for this text: found out faster than by asking, and without making a
    /// String of it. Tables that cannot tell say true.
    default boolean mayHave(byte[] text, int from, int to) {
        return true;
    }

    sealed interface Answer {
        record Found(String value) implements Answer {}

        record Absent() implements Answer {}

        record Unavailable(String why) implements Answer {}
    }

    Answer ABSENT = new Answer.Absent();
}
