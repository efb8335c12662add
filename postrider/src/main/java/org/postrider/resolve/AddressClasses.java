package org.postrider.resolve;

import static org.postrider.config.SiteParams.MYDESTINATION;
import static org.postrider.config.SiteParams.RELAY_DOMAINS;
import static org.postrider.resolve.ResolveParams.VIRTUAL_ALIAS_DOMAINS;
import static org.postrider.resolve.ResolveParams.VIRTUAL_MAILBOX_DOMAINS;

import java.util.function.Predicate;
import org.postrider.resolve.Route.AddressClass;
import org.postrider.table.MatchList;
import org.postrider.table.MatchList.Answer.Match;
import org.postrider.table.MatchList.Answer.NoMatch;
import org.postrider.table.MatchList.Answer.Unavailable;
import org.postrider.table.Tables;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// Whose domain is it (ADDRESS_CLASS_README)? Safe for any thread; may block on tables.
public final class AddressClasses {
    private record Lists(MatchList mydestination, MatchList virtualAliases, MatchList virtualMailboxes,
                         MatchList relays) {}

    public sealed interface Answer {
        record Of(AddressClass addressClass) implements Answer {}

        /// A table could not tell.
        ///
        /// @param why the warning that goes into the log
        record Unavailable(String why) implements Answer {}
    }

    private static final Answer DEFAULT = new Answer.Of(AddressClass.DEFAULT);

    private final Lists lists;
    private final Predicate<Ip> own;

    /// @param own true for addresses that mail is received on: inet_interfaces, proxy_interfaces
    public AddressClasses(Tables tables, Predicate<Ip> own) {
        lists = new Lists(MatchList.strings(tables, MYDESTINATION), MatchList.strings(tables, VIRTUAL_ALIAS_DOMAINS),
            MatchList.strings(tables, VIRTUAL_MAILBOX_DOMAINS), MatchList.domains(tables, RELAY_DOMAINS));
        this.own = own;
    }

    /// The class of a domain or address literal.
    public Answer of(String domain) {
        String folded = folded(domain);
        return switch (local(domain)) {
            case Match _ -> new Answer.Of(AddressClass.LOCAL);
            case Unavailable _ -> failed("mydestination");
            case NoMatch _ -> ofForeign(folded);
        };
    }

    /// The same for a domain that is known not to be local.
    Answer ofForeign(String domain) {
        String folded = folded(domain);
        return switch (lists.virtualAliases.match(folded)) {
            case Match _ -> new Answer.Of(AddressClass.VIRTUAL_ALIAS);
            case Unavailable _ -> failed("virtual_alias_domains");
            case NoMatch _ -> switch (lists.virtualMailboxes.match(folded)) {
                case Match _ -> new Answer.Of(AddressClass.VIRTUAL_MAILBOX);
                case Unavailable _ -> failed("virtual_mailbox_domains");
                case NoMatch _ -> switch (lists.relays.match(folded)) {
                    case Match _ -> new Answer.Of(AddressClass.RELAY);
                    case Unavailable _ -> failed("relay_domains");
                    case NoMatch _ -> DEFAULT;
                };
            };
        };
    }

    private static Answer failed(String parameter) {
        return new Answer.Unavailable(parameter + " lookup failure");
    }

    /// Whether this is one of `mydestination`, or a literal of an address of ours.
    public MatchList.Answer local(String domain) {
        String folded = folded(domain);
        if (folded.isEmpty() || folded.endsWith(".")) return MatchList.NO_MATCH;
        var listed = lists.mydestination.match(folded);
        return listed instanceof NoMatch && isOwnLiteral(folded) ? MatchList.MATCH : listed;
    }

    private boolean isOwnLiteral(String domain) {
        int last = domain.length() - 1;
        if (last < 2 || domain.charAt(0) != '[' || domain.charAt(last) != ']') return false;
        boolean v6 = domain.startsWith("ipv6:", 1);
        String text = domain.substring(v6 ? 6 : 1, last);
        return Ip.parse(text).filter(ip -> (text.indexOf(':') >= 0) == v6).filter(own).isPresent();
    }

    /// Lower case, without one dot at the end.
    private static String folded(String domain) {
        String lower = Latin1.lower(domain);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
