package org.postrider.agent.local;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.queue.Recipient;
import org.postrider.status.Notify;

/// A recipient at one station of its way. Handed on by value: what one station changes, only those behind it see.
///
/// @param level     stations so far
/// @param recipient with the address that the last expansion gave it
/// @param unmatched extension that no alias or file was meant for, to be put onto what they expand to
record Target(int level, Recipient recipient, Name name, Optional<String> unmatched, Lineage lineage) {
    static final Name NO_NAME = new Name("", "", "", Optional.empty(), ' ');

    static Target of(Recipient recipient, Address sender) {
        return new Target(0, recipient, NO_NAME, Optional.empty(), Lineage.of(sender));
    }

    Target deeper() {
        return new Target(level + 1, recipient, name, unmatched, lineage);
    }

    Target at(Address address) {
        return new Target(level, recipient.withAddress(address), name, unmatched, lineage);
    }

    Target named(Name other) {
        return new Target(level, recipient, other, unmatched, lineage);
    }

    Target with(Lineage other) {
        return new Target(level, recipient, name, unmatched, other);
    }

    Target withUnmatched(Optional<String> extension) {
        return new Target(level, recipient, name, extension, lineage);
    }

    /// For what an alias or file expands to: who asked for a report of success gets that of the expansion itself.
    Target quiet() {
        var wanted = recipient.notices();
        if (!wanted.contains(Notify.SUCCESS)) return this;
        var rest = EnumSet.copyOf(wanted);
        rest.remove(Notify.SUCCESS);
        return withRecipient(new Recipient(recipient.index(), recipient.address(), recipient.original(),
            recipient.orcpt(), rest.isEmpty() ? Set.of(Notify.NEVER) : rest));
    }

    /// A list's members have nothing to do with what the sender called the list.
    Target withoutOriginal() {
        return withRecipient(new Recipient(recipient.index(), recipient.address(), Address.NULL, "",
            recipient.notices()));
    }

    private Target withRecipient(Recipient other) {
        return new Target(level, other, name, unmatched, lineage);
    }
}
