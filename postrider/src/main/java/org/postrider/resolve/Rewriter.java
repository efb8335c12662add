package org.postrider.resolve;

import org.postrider.address.Address;

/// Brings an address into standard form: `append_at_myorigin`, `append_dot_mydomain`, `swap_bangpath`,
/// `allow_percent_hack`, source routes.
@FunctionalInterface
public interface Rewriter {
    /// Whose mail it is in: decides what an incomplete address is completed with (`local_header_rewrite_clients`,
    /// `remote_header_rewrite_domain`).
    enum Context { LOCAL, REMOTE }

    /// @return the address in standard internal form; the null address stays what it is
    Address rewrite(Context context, Address address);
}
