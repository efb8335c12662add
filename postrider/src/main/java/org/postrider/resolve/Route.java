package org.postrider.resolve;

import org.postrider.address.Address;

/// Where a recipient goes.
public sealed interface Route {
    /// Postfix's address classes (ADDRESS_CLASS_README).
    enum AddressClass { LOCAL, VIRTUAL_ALIAS, VIRTUAL_MAILBOX, RELAY, DEFAULT }

    /// @param transport a master.cf service name; `error` and `retry` with their text as next hop are ordinary
    ///                  transports
    /// @param nexthop   never empty
    /// @param recipient possibly completed or rewritten
    record To(String transport, String nexthop, Address recipient, AddressClass addressClass) implements Route {
        /// True when the local part holds `@`, `!` or `%`: the sender says where the next server shall send it on to.
        /// Whether we would follow such a route ourselves doesn't matter, the next server may.
        public boolean isRouted() {
            String text = recipient.text();
            for (int i = 0; i < text.length(); i++)
                if ("@!%".indexOf(text.charAt(i)) >= 0) return i != text.lastIndexOf('@');
            return true;
        }
    }

    /// The address itself makes no sense: bounce with that status and text.
    record Unroutable(String status, String text) implements Route {}

    /// A table could not tell: try later.
    record Unavailable(String why) implements Route {}
}
