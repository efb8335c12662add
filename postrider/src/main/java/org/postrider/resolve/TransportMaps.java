package org.postrider.resolve;

import java.util.Set;
import org.postrider.address.Address;
import org.postrider.table.AddressMaps;
import org.postrider.table.AddressMaps.Answer;
import org.postrider.table.AddressMaps.Part;
import org.postrider.table.Table;

/// `transport_maps`: by address, domain, parent domain, and `*`.
final class TransportMaps {
    /// Asked last, for everything that nothing else was found for.
    private static final String WILDCARD = "*";

    private final AddressMaps maps;
    private final Set<Part> parts;

    /// @param parents whether `example.com` is found for `sub.example.com`; otherwise `.example.com` is
    TransportMaps(AddressMaps maps, boolean parents) {
        this.maps = maps;
        parts = Set.of(Part.FULL, Part.BARE, Part.DOMAIN, parents ? Part.PARENT_DOMAINS : Part.DOT_PARENT_DOMAINS);
    }

    /// The value found is as the table has it: `transport:nexthop`.
    Answer find(Address recipient) {
        if (maps.maps().isEmpty()) return NOTHING;
        var answer = maps.find(recipient, parts);
        return answer instanceof Answer.Absent ? wildcard() : answer;
    }

    private static final Answer NOTHING = new Answer.Absent();

    private Answer wildcard() {
        return switch (maps.maps().lookup(WILDCARD)) {
            case Table.Answer.Found(String value) -> new Answer.Found(value, "");
            case Table.Answer.Absent() -> NOTHING;
            case Table.Answer.Unavailable(String why) -> new Answer.Unavailable(why);
        };
    }
}
