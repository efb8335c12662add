package org.postrider.queue;

import java.util.Optional;

/// A queue id as users see it: Postfix's short form (five hexadecimal digits of microseconds and more), or the long
/// one (`enable_long_queue_ids`).
public record QueueId(String text) implements Comparable<QueueId> {
    /// Longer than any id: the limit that Postfix has.
    private static final int LONGEST = 255;

    /// The id that somebody typed or sent; empty when it cannot be one (Postfix's rule: letters, digits and `_`).
    public static Optional<QueueId> of(String text) {
        return looksRight(text) ? Optional.of(new QueueId(text)) : Optional.empty();
    }

    private static boolean looksRight(String text) {
        if (text.isEmpty() || text.length() > LONGEST) return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
            if (!good) return false;
        }
        return true;
    }

    @Override public int compareTo(QueueId other) {
        return text.compareTo(other.text);
    }

    @Override public String toString() {
        return text;
    }
}
