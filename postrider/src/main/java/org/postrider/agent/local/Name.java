package org.postrider.agent.local;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.address.Extension;
import org.postrider.table.Fold;

/// A local recipient's name, in lower case.
///
/// @param local     the whole local part
/// @param user      without extension
/// @param delimiter what divides both; a blank when nothing does
record Name(String local, String domain, String user, Optional<String> extension, char delimiter) {
    static Name of(Address address, Extension rule) {
        var folded = new Address(Fold.key(address.text()));
        var split = rule.split(folded.local());
        return split.isEmpty() ? new Name(folded.local(), folded.domain(), folded.local(), Optional.empty(), ' ')
            : new Name(folded.local(), folded.domain(), split.get().user(), Optional.of(split.get().extension()),
                split.get().delimiter());
    }

    Name withoutExtension() {
        return new Name(user, domain, user, Optional.empty(), ' ');
    }

    /// `\name` means: the user, not the alias of that name.
    Name withoutBackslash() {
        return new Name(local.substring(1), domain, user.substring(1), extension, delimiter);
    }
}
