package org.postrider.cleanup;

import java.util.EnumSet;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// Where an address stands: what `canonical_classes` and its like choose from.
enum Place {
    ENVELOPE_SENDER, ENVELOPE_RECIPIENT, HEADER_SENDER, HEADER_RECIPIENT;

    static final Set<Place> ALL = Set.of(values());
    static final Set<Place> OF_SENDERS = Set.of(ENVELOPE_SENDER, HEADER_SENDER);
    static final Set<Place> OF_RECIPIENTS = Set.of(ENVELOPE_RECIPIENT, HEADER_RECIPIENT);

    /// The places that a parameter lists.
    ///
    /// @param known those that it may list
    /// @throws ConfigException at any other word
    static Set<Place> of(Settings settings, Param<String> param, Set<Place> known) {
        String text = settings.get(param);
        var places = EnumSet.noneOf(Place.class);
        for (String word : Words.list(text)) {
            var place = known.stream().filter(one -> Latin1.same(one.name(), word)).findFirst();
            places.add(place.orElseThrow(() -> new ConfigException("unknown " + param + " value \"" + word + "\" in \""
                + text + "\"")));
        }
        return places;
    }
}
