package org.postrider.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a server announced in its reply to EHLO.
///
/// @param words by keyword, what stands behind it
public record Capabilities(Map<Keyword, List<String>> words) {
    /// Of a server that was greeted with HELO.
    public static final Capabilities NONE = new Capabilities(Map.of());

    public Capabilities {
        words = Map.copyOf(words);
    }

    /// @param ignored keywords to take as not announced (`smtp_discard_ehlo_keywords`)
    public static Capabilities of(ServerReply ehlo, Set<Keyword> ignored) {
        var found = new HashMap<Keyword, List<String>>();
        for (var line : ehlo.lines().stream().skip(1).toList()) {
            var parts = List.of(line.strip().replaceFirst("^(?i)AUTH=", "AUTH ").split("\\s+"));
            for (var keyword : Keyword.list(parts.getFirst()))
                if (!ignored.contains(keyword))
                    found.merge(keyword, parts.subList(1, parts.size()), Capabilities::both);
        }
        return new Capabilities(found);
    }

    private static List<String> both(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    public boolean has(Keyword keyword) {
        return words.containsKey(keyword);
    }

    /// What stands behind the keyword; nothing when it is not announced.
    public List<String> words(Keyword keyword) {
        return words.getOrDefault(keyword, List.of());
    }

    /// The largest message the server takes (RFC 1870); empty when it didn't say, or has no limit.
    public Optional<Long> size() {
        return words(Keyword.SIZE).stream().limit(1).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf)
            .filter(size -> size > 0).findFirst();
    }

    /// The keywords as one text, for logging.
    @Override public String toString() {
        return words.keySet().stream().sorted().map(Keyword::word).collect(Collectors.joining(" "));
    }
}
