package org.postrider.table;

import java.util.BitSet;
import java.util.Optional;

/// A set of bytes that a bracket expression stands for, on its way into `java.util.regex`.
final class ByteSet {
    private static final int SIZE = 256;

    private final BitSet bytes = new BitSet(SIZE);

    void add(int c) {
        bytes.set(c);
    }

    void addRange(int first, int last) {
        bytes.set(first, last + 1);
    }

    void addAll(ByteSet other) {
        bytes.or(other.bytes);
    }

    ByteSet complement() {
        var others = new ByteSet();
        others.bytes.or(bytes);
        others.bytes.flip(0, SIZE);
        return others;
    }

    /// A class as Java writes it. Negation is not worked out here: it comes after case folding.
    String text(boolean negated) {
        if (bytes.isEmpty()) return negated ? "[\\x00-\\xff]" : "(?!)";
        var out = new StringBuilder(negated ? "[^" : "[");
        for (int from = bytes.nextSetBit(0); from >= 0;) {
            int to = bytes.nextClearBit(from);
            out.append(literal(from));
            if (to - from > 1) out.append('-').append(literal(to - 1));
            from = bytes.nextSetBit(to);
        }
        return out.append(']').toString();
    }

    /// A byte as Java writes it, whatever it means elsewhere.
    static String literal(int c) {
        return "\\x" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16);
    }

    /// The classes of POSIX by name, as they are in the C locale; and `word`, which is Perl's.
    static Optional<ByteSet> named(String name) {
        var set = new ByteSet();
        switch (name) {
            case "alpha" -> set.ranges("AZaz");
            case "digit" -> set.ranges("09");
            case "alnum" -> set.ranges("AZaz09");
            case "upper" -> set.ranges("AZ");
            case "lower" -> set.ranges("az");
            case "space" -> set.ranges("\t\r  ");
            case "blank" -> set.ranges("\t\t  ");
            case "punct" -> set.ranges("!/:@[`{~");
            case "print" -> set.ranges(" ~");
            case "graph" -> set.ranges("!~");
            case "cntrl" -> set.ranges("\0\37\177\177");
            case "xdigit" -> set.ranges("09AFaf");
            case "ascii" -> set.ranges("\0\177");
            case "word" -> set.ranges("AZaz09__");
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(set);
    }

    private void ranges(String pairs) {
        for (int i = 0; i < pairs.length(); i += 2) addRange(pairs.charAt(i), pairs.charAt(i + 1));
    }
}
