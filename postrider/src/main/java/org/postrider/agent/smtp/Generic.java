package org.postrider.agent.smtp;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.resolve.AddressMapping;
import org.postrider.status.Why;

/// `smtp_generic_maps`: our own addresses as the world outside knows them (generic(5)). Safe for any thread.
record Generic(AddressMapping mapping) {
    /// What an address becomes, or why nobody can tell.
    sealed interface Answer {
        record To(Address address) implements Answer {}

        record Unavailable(Why why) implements Answer {}
    }

    boolean isEmpty() {
        return mapping.isEmpty();
    }

    Answer map(Address address) {
        if (address.isNull() || isEmpty()) return new Answer.To(address);
        return switch (mapping.map(address)) {
            case AddressMapping.Answer.Absent() -> new Answer.To(address);
            case AddressMapping.Answer.To(var found) -> new Answer.To(found.getFirst());
            case AddressMapping.Answer.Unavailable() -> new Answer.Unavailable(Why.of("4.3.0",
                mapping.title() + " map lookup problem for " + address));
        };
    }

    /// Notes trouble and leaves the address as it is.
    Address map(Address address, Trouble trouble) {
        return switch (map(address)) {
            case Answer.To(Address to) -> to;
            case Answer.Unavailable(Why why) -> {
                trouble.note(why);
                yield address;
            }
        };
    }

    /// The first trouble that something had.
    static final class Trouble {
        private Optional<Why> first = Optional.empty();

        void note(Why why) {
            if (first.isEmpty()) first = Optional.of(why);
        }

        Optional<Why> first() {
            return first;
        }
    }
}
