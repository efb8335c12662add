package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.ALIAS_EXPANSION_LIMIT;
import static org.postrider.cleanup.CleanupParams.ALIAS_LENGTH_LIMIT;
import static org.postrider.cleanup.CleanupParams.ALIAS_RECURSION_LIMIT;
import static org.postrider.cleanup.CleanupParams.CANONICAL_CLASSES;
import static org.postrider.cleanup.CleanupParams.RECIPIENT_CANONICAL_CLASSES;
import static org.postrider.cleanup.CleanupParams.SENDER_CANONICAL_CLASSES;
import static org.postrider.config.SiteParams.CANONICAL_MAPS;
import static org.postrider.config.SiteParams.MYORIGIN;
import static org.postrider.config.SiteParams.PROPAGATE_EXTENSIONS;
import static org.postrider.config.SiteParams.RECIPIENT_CANONICAL_MAPS;
import static org.postrider.config.SiteParams.SENDER_CANONICAL_MAPS;
import static org.postrider.config.SiteParams.VIRTUAL_ALIAS_MAPS;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.config.Words;
import org.postrider.resolve.AddressMapping;
import org.postrider.resolve.Extensions;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Rewriter.Context;
import org.postrider.table.AddressMaps;
import org.postrider.table.MatchList;
import org.postrider.text.Latin1;

/// What becomes of addresses on their way into the queue (ADDRESS_REWRITING_README): standard form, canonical maps,
/// masquerading, copies, aliases. Safe for any thread; may block on tables.
final class Addresses {
    /// Stands for no address where it is not quoted.
    private static final Address NOTHING = new Address("@");
    private static final Address MAILER_DAEMON = new Address("MAILER-DAEMON");

    private final Rewriter rewriter;
    private final Address mailerDaemon;
    private final Address emptyRecipient;
    private final Maps maps;

    /// @param special for senders or recipients only; comes before `common`
    private record Maps(Canonical ofSenders, Canonical ofRecipients, Canonical common, Masquerade masquerade,
                        AddressMaps senderCopies, AddressMaps recipientCopies, VirtualAliases aliases) {
        Canonical special(Place place) {
            return Place.OF_SENDERS.contains(place) ? ofSenders : ofRecipients;
        }

        boolean work(Place place) {
            return special(place).works(place) || common.works(place) || masquerade.works(place);
        }
    }

    Addresses(Settings settings, Parts parts) {
        rewriter = parts.rewriter();
        emptyRecipient = new Address(settings.get(SiteParams.EMPTY_ADDRESS_RECIPIENT));
        mailerDaemon = rewriter.rewrite(Context.LOCAL, MAILER_DAEMON);
        maps = new Opener(settings, parts).maps();
    }

    /// Makes the maps that main.cf names.
    private record Opener(Settings settings, Parts parts) {
        Maps maps() {
            boolean propagate = propagates("canonical");
            return new Maps(
                new Canonical(mapping(SENDER_CANONICAL_MAPS, propagate),
                    Place.of(settings, SENDER_CANONICAL_CLASSES, Place.OF_SENDERS)),
                new Canonical(mapping(RECIPIENT_CANONICAL_MAPS, propagate),
                    Place.of(settings, RECIPIENT_CANONICAL_CLASSES, Place.OF_RECIPIENTS)),
                new Canonical(mapping(CANONICAL_MAPS, propagate), Place.of(settings, CANONICAL_CLASSES, Place.ALL)),
                Masquerade.of(settings, parts.tables()),
                addressMaps(CleanupParams.SENDER_BCC_MAPS), addressMaps(CleanupParams.RECIPIENT_BCC_MAPS),
                new VirtualAliases(mapping(VIRTUAL_ALIAS_MAPS, propagates("virtual")), new VirtualAliases.Limits(
                    settings.get(ALIAS_EXPANSION_LIMIT), settings.get(ALIAS_RECURSION_LIMIT),
                    settings.get(ALIAS_LENGTH_LIMIT))));
        }

        private boolean propagates(String word) {
            return Words.list(settings.get(PROPAGATE_EXTENSIONS)).stream().anyMatch(one -> Latin1.same(one, word));
        }

        private AddressMapping mapping(Param<String> param, boolean propagate) {
            return new AddressMapping(addressMaps(param), parts.rewriter(), propagate, parts.log());
        }

        private AddressMaps addressMaps(Param<String> param) {
            return new AddressMaps(parts.tables().maps(param), Extensions.of(settings), ours());
        }

        private Function<String, MatchList.Answer> ours() {
            String origin = settings.get(MYORIGIN);
            return domain -> Latin1.same(domain, origin) ? MatchList.MATCH : parts.ours().apply(domain);
        }
    }

    /// An envelope sender. Our own MAILER-DAEMON is the null address: nothing shall be returned to it.
    Address sender(Address given, Passage passage) {
        var address = rewriter.rewrite(Context.LOCAL, given);
        if (Latin1.same(address.text(), mailerDaemon.text())) address = Address.NULL;
        return mapped(Place.ENVELOPE_SENDER, address, passage);
    }

    /// An envelope recipient, before aliases.
    Address recipient(Address given, Passage passage) {
        var address = rewriter.rewrite(Context.LOCAL, given.isNull() ? emptyRecipient : given);
        return mapped(Place.ENVELOPE_RECIPIENT, address, passage);
    }

    /// An address that our own configuration names.
    Address standard(Address given) {
        return rewriter.rewrite(Context.LOCAL, given);
    }

    /// An address in a header.
    Address header(Context context, Place place, Address given, Passage passage) {
        var standard = given.equals(NOTHING) ? Address.NULL : rewriter.rewrite(context, given);
        return mapped(place, standard, passage);
    }

    private Address mapped(Place place, Address address, Passage passage) {
        if (!passage.maps() || !maps.work(place)) return address;
        var special = maps.special(place).apply(place, address, passage);
        return maps.masquerade.apply(place, maps.common.apply(place, special, passage), passage);
    }

    /// True when nothing happens to a complete plain address in such a header.
    boolean isPlainEnough(Place place, Passage passage) {
        return !passage.maps() || !maps.work(place);
    }

    /// Who gets the mail instead.
    List<Address> aliases(Address recipient, Passage passage) {
        return passage.maps() ? maps.aliases.expand(recipient, passage) : List.of(recipient);
    }

    /// Who gets a copy because of the sender.
    Optional<Address> senderCopy(Address sender, Passage passage) {
        return sender.isNull() ? Optional.empty() : copy(maps.senderCopies, sender, passage);
    }

    /// Who gets a copy because of the recipient.
    Optional<Address> recipientCopy(Address recipient, Passage passage) {
        return recipient.isNull() ? Optional.empty() : copy(maps.recipientCopies, recipient, passage);
    }

    private static Optional<Address> copy(AddressMaps maps, Address address, Passage passage) {
        return switch (maps.find(address)) {
            case AddressMaps.Answer.Absent() -> Optional.empty();
            case AddressMaps.Answer.Found(String value, _) -> Optional.of(Quoting.internal(value));
            case AddressMaps.Answer.Unavailable _ -> {
                passage.lookupFailed(maps.maps().title() + " map lookup problem");
                yield Optional.empty();
            }
        };
    }
}
