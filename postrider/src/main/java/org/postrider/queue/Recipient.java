package org.postrider.queue;

import java.util.Set;
import org.postrider.address.Address;
import org.postrider.status.Notify;

/// One recipient of a queued message.
///
/// @param index    place in the message, from 0; what became of it is recorded under this number
/// @param address  where it goes, after all rewriting at entry
/// @param original as it was given, before aliases; logged as `orig_to` when it differs; empty when unknown
/// @param orcpt    ORCPT as `type;address`, xtext decoded; empty when absent
/// @param notices NOTIFY;   empty set: not said
public record Recipient(int index, Address address, Address original, String orcpt, Set<Notify> notices) {
    public Recipient {
        notices = Set.copyOf(notices);
    }

    public static Recipient of(int index, Address address) {
        return new Recipient(index, address, address, "", Set.of());
    }

    public Recipient withAddress(Address other) {
        return new Recipient(index, other, original, orcpt, notices);
    }
}
