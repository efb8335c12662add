package org.postrider.smtpd.access;

import java.util.List;
import java.util.Optional;

/// The words of a list on their way into restrictions. For one thread.
final class Reading {
    private final List<String> words;
    private final String place;
    private int at;

    /// @param place what is being read, for complaints; empty for what comes out of a table
    Reading(List<String> words, String place) {
        this.words = words;
        this.place = place;
    }

    String place() {
        return place;
    }

    boolean hasNext() {
        return at < words.size();
    }

    String next() {
        return words.get(at++);
    }

    /// The word just taken, as it was spelled.
    String keyword() {
        return words.get(at - 1);
    }

    Optional<String> peek() {
        return hasNext() ? Optional.of(words.get(at)) : Optional.empty();
    }

    /// The argument of the keyword just taken.
    Optional<String> argument() {
        return hasNext() ? Optional.of(next()) : Optional.empty();
    }
}
