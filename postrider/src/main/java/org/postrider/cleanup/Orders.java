package org.postrider.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.address.Address;

/// What access lists and content checks want done with a message. Used by one thread.
final class Orders {
    private boolean hold;
    private Optional<String> filter = Optional.empty(), redirect = Optional.empty();
    private final List<Address> copies = new ArrayList<>();

    void hold() {
        hold = true;
    }

    boolean isHeld() {
        return hold;
    }

    /// The last one counts.
    void filter(String destination) {
        filter = Optional.of(destination);
    }

    Optional<String> filter() {
        return filter;
    }

    /// The last one counts.
    void redirect(String address) {
        redirect = Optional.of(address);
    }

    Optional<String> redirect() {
        return redirect;
    }

    void copy(Address address) {
        copies.add(address);
    }

    List<Address> copies() {
        return copies;
    }
}
