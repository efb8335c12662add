package org.postrider.status;

import java.util.EnumSet;
import java.util.Set;

/// The NOTIFY parameter of RCPT TO (RFC 3461 section 4.1). No word at all is the default: failure and delay.
public enum Notify {
    NEVER, SUCCESS, FAILURE, DELAY;

    /// As bits in Postfix's order and value: NEVER 1, SUCCESS 2, FAILURE 4, DELAY 8.
    public static int bits(Set<Notify> words) {
        int bits = 0;
        for (var word : words) bits |= 1 << word.ordinal();
        return bits;
    }

    public static Set<Notify> of(int bits) {
        var words = EnumSet.noneOf(Notify.class);
        for (var word : values())
            if ((bits & 1 << word.ordinal()) != 0) words.add(word);
        return words.isEmpty() ? Set.of() : Set.copyOf(words);
    }
}
