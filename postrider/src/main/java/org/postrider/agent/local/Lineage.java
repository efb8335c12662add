package org.postrider.agent.local;

import java.util.Optional;
import org.postrider.address.Address;

/// How a recipient came about, and what it inherited on the way.
///
/// @param from      alias, local part or user whose expansion named it: an alias that names itself means the user
/// @param owner     who forwards: the owner of a list, the user with a .forward file. Other local recipients are not
///                  delivered to directly then, but get a message of their own
/// @param delivered what Delivered-To: says; the null address before the first recipient
/// @param sender    where bounces go
/// @param list      the sender is a list's owner: the original sender's wishes for reports don't hold
record Lineage(Via via, Optional<String> from, Optional<String> owner, Address delivered, Address sender,
               boolean list) {
    static Lineage of(Address sender) {
        return new Lineage(Via.ENVELOPE, Optional.empty(), Optional.empty(), Address.NULL, sender, false);
    }

    Lineage via(Via kind, String name) {
        return new Lineage(kind, Optional.of(name), owner, delivered, sender, list);
    }

    Lineage ownedBy(Optional<String> name) {
        return new Lineage(via, from, name, delivered, sender, list);
    }

    Lineage sentBy(Address ownerAddress) {
        return new Lineage(via, from, Optional.of(ownerAddress.text()), delivered, ownerAddress, true);
    }

    Lineage deliveredTo(Address address) {
        return new Lineage(via, from, owner, address, sender, list);
    }
}
