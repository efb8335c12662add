package org.postrider.resolve;

import java.util.ArrayList;
import java.util.List;
import org.postrider.address.Address;
import org.postrider.address.AddressList;
import org.postrider.log.Log;
import org.postrider.table.AddressMaps;

/// One lookup in tables of addresses, such as `canonical_maps` or `virtual_alias_maps`: what an address becomes.
///
/// @param propagate whether an extension that had to be taken off is put onto what was found
/// @param log       hears of answers that are no addresses
public record AddressMapping(AddressMaps maps, Rewriter rewriter, boolean propagate, Log log) {
    public sealed interface Answer {
        /// No table has it.
        record Absent() implements Answer {}

        /// @param addresses in standard form, at least one
        record To(List<Address> addresses) implements Answer {}

        /// A table could not tell, which has been logged.
        record Unavailable() implements Answer {}
    }

    private static final Answer ABSENT = new Answer.Absent();

    public boolean isEmpty() {
        return maps.maps().isEmpty();
    }

    /// The parameter's name.
    public String title() {
        return maps.maps().title();
    }

    /// May block on tables.
    public Answer map(Address address) {
        return switch (maps.find(address)) {
            case AddressMaps.Answer.Absent() -> ABSENT;
            case AddressMaps.Answer.Unavailable _ -> new Answer.Unavailable();
            case AddressMaps.Answer.Found(String value, String extension) -> found(address, value, extension);
        };
    }

    private Answer found(Address address, String value, String extension) {
        var addresses = value.startsWith("@") ? List.of(elsewhere(address, value, extension)) : read(value);
        if (addresses.isEmpty()) {
            log.warning(title() + " lookup of " + address + " returns non-address result \"" + value + "\"");
            return new Answer.Unavailable();
        }
        var standard = new ArrayList<Address>(addresses.size());
        for (var one : addresses) {
            var canonical = rewriter.rewrite(Rewriter.Context.LOCAL, one);
            standard.add(propagate && !extension.isEmpty() ? extended(canonical, extension) : canonical);
        }
        return new Answer.To(List.copyOf(standard));
    }

    /// The same user in another domain.
    private static Address elsewhere(Address address, String domain, String extension) {
        String local = address.local();
        return new Address(local.substring(0, local.length() - extension.length()) + domain);
    }

    /// An answer may be a list as in a header; `<>` is the null address.
    private static List<Address> read(String value) {
        return value.equals("<>") ? List.of(Address.NULL) : AddressList.parse(value).addresses();
    }

    private static Address extended(Address address, String extension) {
        String local = address.local() + extension;
        return address.hasDomain() ? new Address(local + "@" + address.domain()) : new Address(local);
    }
}
