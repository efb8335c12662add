package org.postrider.table;

import java.util.BitSet;
import java.util.Optional;
import org.postrider.os.LibcRegex;
import org.postrider.os.Pcre2;

/// A key while the rules of a table are tried on it, by one thread.
final class RegexKey implements AutoCloseable {
    private final String text;
    private final int groups;
    private final BitSet words;
    private Optional<Pcre2.Subject> subject = Optional.empty();
    private Optional<LibcRegex.Subject> posix = Optional.empty();

    /// @param groups of the rule that has most
    /// @param words  the numbers of the words in it that patterns require
    RegexKey(String text, int groups, BitSet words) {
        this.words = words;
        this.text = text;
        this.groups = groups;
    }

    /// Whether all these words are in it.
    boolean has(int[] required) {
        for (int word : required)
            if (!words.get(word)) return false;
        return true;
    }

    String text() {
        return text;
    }

    /// The same for the library, copied when first asked for.
    Pcre2.Subject subject(Pcre2 library) {
        if (subject.isEmpty()) subject = Optional.of(library.subject(text, groups));
        return subject.get();
    }

    /// The same for the C library.
    LibcRegex.Subject posix() {
        if (posix.isEmpty()) posix = Optional.of(new LibcRegex.Subject(text, groups));
        return posix.get();
    }

    @Override public void close() {
        subject.ifPresent(Pcre2.Subject::close);
        posix.ifPresent(LibcRegex.Subject::close);
    }
}
