package org.postrider.cleanup;

import java.util.Set;
import org.postrider.address.Address;
import org.postrider.resolve.AddressMapping;
import org.postrider.resolve.AddressMapping.Answer;
import org.postrider.text.Latin1;

/// `canonical_maps` or one of its siblings: replaces addresses by others, again and again until nothing is found.
///
/// @param places where it works
record Canonical(AddressMapping mapping, Set<Place> places) {
    /// Postfix's limit; what needs more runs in a circle.
    private static final int MOST_STEPS = 10;

    boolean works(Place place) {
        return !mapping.isEmpty() && places.contains(place);
    }

    /// A failing table leaves the address as far as it came.
    Address apply(Place place, Address given, Passage passage) {
        if (!works(place)) return given;
        var address = given;
        for (int step = 0; step < MOST_STEPS; step++) {
            switch (mapping.map(address)) {
                case Answer.Absent() -> {
                    return address;
                }
                case Answer.Unavailable() -> {
                    passage.lookupFailed(mapping.title() + " map lookup problem for " + address);
                    return address;
                }
                case Answer.To(var found) -> {
                    if (found.size() > 1)
                        passage.warn("multi-valued " + mapping.title() + " entry for " + address);
                    var next = found.getFirst();
                    boolean same = Latin1.same(next.text(), address.text());
                    address = next;
                    if (same) return address;
                }
            }
        }
        passage.nested("unreasonable " + mapping.title() + " map nesting for " + address);
        return address;
    }
}
