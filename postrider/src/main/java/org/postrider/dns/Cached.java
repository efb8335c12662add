package org.postrider.dns;

import java.util.List;
import org.postrider.dns.Resolver.Answer;

/// An answer and how long it holds.
///
/// @param seconds  0: not to be kept
/// @param warnings what is strange about it, for whoever asks
record Cached(Answer answer, long seconds, List<String> warnings) {
    Cached {
        warnings = List.copyOf(warnings);
    }
}
