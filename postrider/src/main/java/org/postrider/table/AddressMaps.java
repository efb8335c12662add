package org.postrider.table;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.postrider.address.Address;
import org.postrider.address.Extension;
import org.postrider.address.Quoting;

/// Looks addresses up in tables as `virtual_alias_maps` and others do: first the whole, then what is left of it when
/// parts are taken off. Keys are in quoted form; where that finds nothing and differs, the unquoted form is tried.
///
/// @param local whether mail for a domain is ours: `myorigin`, `mydestination` and our own addresses
public record AddressMaps(MapList maps, Extension extensions, Function<String, MatchList.Answer> local) {
    /// What is tried, in this order.
    public enum Part {
        /// `user+extension@domain`
        FULL,
        /// `user@domain`, when there is an extension. Without this the extension is never taken off.
        BARE,
        /// `user+extension` and `user`, when the domain is ours
        LOCAL_PART_IF_LOCAL,
        /// `user+extension@` and `user@`, when the domain is ours
        LOCAL_PART_AT_IF_LOCAL,
        /// `@domain`
        AT_DOMAIN,
        /// `domain`
        DOMAIN,
        /// with DOMAIN: the domains above, too
        PARENT_DOMAINS,
        /// with DOMAIN: the domains above, too, with a dot in front
        DOT_PARENT_DOMAINS,
        /// `user+extension@` and `user@`
        LOCAL_PART_AT
    }

    public static final Set<Part> USUAL =
        Set.of(Part.FULL, Part.BARE, Part.LOCAL_PART_IF_LOCAL, Part.AT_DOMAIN);

    public sealed interface Answer {
        /// @param extension with its delimiter, when it had to be taken off to find the value; otherwise empty
        record Found(String value, String extension) implements Answer {}

        record Absent() implements Answer {}

        record Unavailable(String why) implements Answer {}
    }

    private static final Answer ABSENT = new Answer.Absent();
    /// The null address in quoted form.
    private static final String NULL = "\"\"";

    /// Tries [#USUAL].
    public Answer find(Address address) {
        return find(address, USUAL);
    }

    public Answer find(Address address, Set<Part> parts) {
        if (maps.isEmpty()) return ABSENT;
        var wanted = parts.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(parts);
        return new Search(this, address, wanted).run();
    }

    /// One search on its way.
    private record Search(AddressMaps all, Address full, Set<Part> parts, Optional<Address> bare, String extension) {
        Search(AddressMaps all, Address full, Set<Part> parts) {
            this(all, full, parts, parts.contains(Part.BARE) ? all.extensions.split(full.local())
                .map(split -> replaced(full, split.user())) : Optional.empty(),
                all.extensions.split(full.local()).map(Extension.Split::suffix).orElse(""));
        }

        private static Address replaced(Address full, String local) {
            return full.hasDomain() ? new Address(local + "@" + full.domain()) : new Address(local);
        }

        Answer run() {
            if (parts.contains(Part.FULL)) {
                var answer = ask(full.text(), full.isNull() ? NULL : Quoting.header(full), true, "");
                if (answer != ABSENT) return answer;
            }
            if (bare.isPresent()) {
                var answer = ask(bare.get().text(), Quoting.header(bare.get()), false, extension);
                if (answer != ABSENT) return answer;
            }
            return full.hasDomain() ? ofDomain() : ABSENT;
        }

        private Answer ofDomain() {
            var answer = ifLocal();
            if (answer == ABSENT && parts.contains(Part.AT_DOMAIN)) answer = part("@" + full.domain());
            if (answer == ABSENT && parts.contains(Part.DOMAIN)) answer = domains();
            if (answer == ABSENT && parts.contains(Part.LOCAL_PART_AT)) answer = localPart("@");
            return answer;
        }

        private Answer ifLocal() {
            boolean plain = parts.contains(Part.LOCAL_PART_IF_LOCAL), at = parts.contains(Part.LOCAL_PART_AT_IF_LOCAL);
            if (!plain && !at) return ABSENT;
            return switch (all.local.apply(full.domain())) {
                case MatchList.Answer.NoMatch() -> ABSENT;
                case MatchList.Answer.Unavailable(String why) -> new Answer.Unavailable(why);
                case MatchList.Answer.Match() -> {
                    var answer = plain ? localPart("") : ABSENT;
                    yield answer == ABSENT && at ? localPart("@") : answer;
                }
            };
        }

        /// @param at what follows the local part: `@` or nothing
        private Answer localPart(String at) {
            var answer = ask(full.local() + at, quotedLocal(full.local()) + at, false, "");
            if (answer != ABSENT || bare.isEmpty()) return answer;
            String local = bare.get().local();
            return ask(local + at, quotedLocal(local) + at, false, extension);
        }

        /// The quoted form of a local part that may contain an `@` itself.
        private static String quotedLocal(String local) {
            String quoted = Quoting.header(new Address(local + "@x"));
            return quoted.substring(0, quoted.length() - 2);
        }

        private Answer domains() {
            var kind = parts.contains(Part.PARENT_DOMAINS) ? MatchPattern.Kind.PARENTS
                : parts.contains(Part.DOT_PARENT_DOMAINS) ? MatchPattern.Kind.DOT_PARENTS : MatchPattern.Kind.STRINGS;
            var answer = ABSENT;
            for (String name = full.domain(); answer == ABSENT && !name.isEmpty(); name = kind.parent(name))
                answer = part(name);
            return answer;
        }

        private Answer part(String key) {
            return ask(key, key, false, "");
        }

        private Answer ask(String internal, String external, boolean whole, String takenOff) {
            var answer = answer(external, whole, takenOff);
            return answer == ABSENT && !internal.equals(external) ? answer(internal, whole, takenOff) : answer;
        }

        private Answer answer(String key, boolean whole, String takenOff) {
            return switch (whole ? all.maps.lookup(key) : all.maps.lookupPart(key)) {
                case Table.Answer.Absent() -> ABSENT;
                case Table.Answer.Found(String value) -> new Answer.Found(value, takenOff);
                case Table.Answer.Unavailable(String why) -> new Answer.Unavailable(why);
            };
        }
    }
}
