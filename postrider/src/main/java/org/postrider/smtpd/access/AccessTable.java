package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.NULL_ACCESS_LOOKUP_KEY;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.resolve.Extensions;
import org.postrider.smtpd.access.Action.Hit;
import org.postrider.smtpd.access.Destinations.Resolved;
import org.postrider.table.AddressMaps;
import org.postrider.table.AddressMaps.Part;
import org.postrider.table.MapList;
import org.postrider.table.MatchList;
import org.postrider.table.Table;
import org.postrider.table.Use;
import org.postrider.text.Hostname;

/// An access table (access(5)) and the ways to search it: by domain and its parents, by address and its networks, by
/// mail address and its parts. A search ends with the first key that is there, whatever the table says about it.
final class AccessTable {
    /// What a table that could not tell stands for.
    private static final String FAILED = "451 4.3.5 Server configuration error";

    private final String spec;
    private final Site site;
    private final Actions actions;
    private final MapList maps;
    private final AddressMaps addresses;
    private final boolean parents;
    private final Set<Part> parts;
    private final String nullKey;

    private AccessTable(Site site, Actions actions, String spec) {
        this.spec = spec;
        this.site = site;
        this.actions = actions;
        maps = site.parts().tables().maps(spec, spec, Use.FOLDED);
        addresses = new AddressMaps(maps, Extensions.of(site.settings()), site.parts().addresses().ours());
        parents = MatchList.parentsMatch(site.parts().tables(), "smtpd_access_maps");
        parts = EnumSet.of(Part.FULL, Part.BARE, Part.DOMAIN, Part.LOCAL_PART_AT,
            parents ? Part.PARENT_DOMAINS : Part.DOT_PARENT_DOMAINS);
        nullKey = site.settings().get(NULL_ACCESS_LOOKUP_KEY);
    }

    static AccessTable open(Site site, Actions actions, String spec) {
        return new AccessTable(site, actions, spec);
    }

    String spec() {
        return spec;
    }

    /// What is said about exactly this key; empty when nothing is.
    Optional<Outcome> exact(Trial trial, String key, Subject subject) {
        return action(maps.lookup(key)).map(action -> action.run(trial, new Hit(spec, key, subject)));
    }

    /// What is said about a domain or one above it. An address in the place of a name has no domains above.
    Optional<Outcome> domain(Trial trial, String domain, Subject subject) {
        boolean whole = true;
        for (String name = domain; !name.isEmpty(); name = parent(name)) {
            var action = action(whole ? maps.lookup(name) : maps.lookupPart(name));
            if (action.isPresent()) return Optional.of(action.get().run(trial, new Hit(spec, domain, subject)));
            if (whole && Hostname.isAddress(domain)) break;
            whole = false;
        }
        return Optional.empty();
    }

    private String parent(String name) {
        int dot = name.indexOf('.', 1);
        return dot < 0 ? "" : name.substring(parents ? dot + 1 : dot);
    }

    /// What is said about an address or a network that it is in, by whole octets or groups.
    Optional<Outcome> address(Trial trial, String address, Subject subject) {
        char delimiter = address.indexOf(':') >= 0 ? ':' : '.';
        boolean whole = true;
        for (String key = address; !key.isEmpty(); key = network(key, delimiter)) {
            var action = action(whole ? maps.lookup(key) : maps.lookupPart(key));
            if (action.isPresent()) return Optional.of(action.get().run(trial, new Hit(spec, address, subject)));
            whole = false;
        }
        return Optional.empty();
    }

    private static String network(String key, char delimiter) {
        int last = key.lastIndexOf(delimiter);
        return last < 0 ? "" : key.substring(0, last);
    }

    /// By name, and if that says nothing by address.
    Optional<Outcome> client(Trial trial, String name, Subject subject) {
        var found = domain(trial, name, subject);
        return found.isPresent() ? found : address(trial, trial.facts().client().address(), subject);
    }

    Outcome nullSender(Trial trial, Subject subject) {
        return exact(trial, nullKey, subject).orElse(Outcome.NEXT);
    }

    /// What is said about a mail address, its domain and those above, its local part.
    Outcome mail(Trial trial, Subject subject) {
        return switch (site.destinations().of(trial, subject, new Address(subject.name()))) {
            case Resolved.Unknown() -> trial.cannotTell(subject.name());
            case Resolved.To to -> mail(trial, subject, to);
        };
    }

    private Outcome mail(Trial trial, Subject subject, Resolved.To to) {
        if (!to.recipient().hasDomain()) {
            trial.warn("check_mail_access: no @domain in address: " + to.recipient());
            return Outcome.NEXT;
        }
        var action = switch (addresses.find(to.recipient(), parts)) {
            case AddressMaps.Answer.Absent() -> Optional.<Action>empty();
            case AddressMaps.Answer.Found(String value, _) -> Optional.of(actions.of(value));
            case AddressMaps.Answer.Unavailable _ -> Optional.of(actions.of(FAILED));
        };
        if (action.isEmpty()) return Outcome.NEXT;
        var outcome = action.get().run(trial, new Hit(spec, to.recipient().text(), subject));
        boolean isRecipient = subject.kind() == Subject.Kind.RECIPIENT;
        boolean isTooMuch = isRecipient && site.destinations().isSuspicious(to);
        return outcome == Outcome.PERMIT && isTooMuch ? Outcome.NEXT : outcome;
    }

    private Optional<Action> action(Table.Answer answer) {
        return switch (answer) {
            case Table.Answer.Absent() -> Optional.empty();
            case Table.Answer.Found(String value) -> Optional.of(actions.of(value));
            case Table.Answer.Unavailable _ -> Optional.of(actions.of(FAILED));
        };
    }
}
