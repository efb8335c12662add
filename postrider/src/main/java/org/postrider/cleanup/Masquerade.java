package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.MASQUERADE_CLASSES;
import static org.postrider.cleanup.CleanupParams.MASQUERADE_DOMAINS;
import static org.postrider.cleanup.CleanupParams.MASQUERADE_EXCEPTIONS;

import java.util.List;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;

/// `masquerade_domains`: hides the hosts below a domain.
///
/// @param domains    the first that fits decides
/// @param exceptions local parts that keep their host
/// @param places     where it works
record Masquerade(List<Domain> domains, MatchList exceptions, Set<Place> places) {
    /// @param name  folded
    /// @param hides false with a `!` in front: addresses below it stay as they are
    record Domain(String name, boolean hides) {
        static Domain of(String word) {
            int at = 0;
            while (at < word.length() && word.charAt(at) == '!') at++;
            return new Domain(Latin1.lower(word.substring(at)), at % 2 == 0);
        }

        boolean isParentOf(String domain) {
            int dot = domain.length() - name.length() - 1;
            return dot >= 0 && domain.charAt(dot) == '.' && domain.endsWith(name);
        }
    }

    static Masquerade of(Settings settings, Tables tables) {
        var domains = Words.list(settings.get(MASQUERADE_DOMAINS)).stream().map(Domain::of)
            .filter(domain -> !domain.name.isEmpty()).toList();
        return new Masquerade(domains, MatchList.strings(tables, MASQUERADE_EXCEPTIONS),
            Place.of(settings, MASQUERADE_CLASSES, Place.ALL));
    }

    boolean works(Place place) {
        return !domains.isEmpty() && places.contains(place);
    }

    Address apply(Place place, Address address, Passage passage) {
        if (!works(place) || !address.hasDomain() || isException(address.local(), passage)) return address;
        String domain = Latin1.lower(address.domain());
        for (var one : domains) {
            if (one.name.equals(domain)) return address;
            if (one.isParentOf(domain)) return one.hides ? address.withDomain(one.name) : address;
        }
        return address;
    }

    private boolean isException(String local, Passage passage) {
        if (exceptions.isEmpty()) return false;
        return switch (exceptions.match(local)) {
            case MatchList.Answer.Match() -> true;
            case MatchList.Answer.NoMatch() -> false;
            case MatchList.Answer.Unavailable _ -> {
                passage.exceptionsFailed(MASQUERADE_EXCEPTIONS + " map lookup problem");
                yield false;
            }
        };
    }
}
