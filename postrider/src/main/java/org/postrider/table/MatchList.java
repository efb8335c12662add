package org.postrider.table;

import java.util.List;
import java.util.Optional;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.text.Ip;

/// A list of patterns as `mydestination` or `mynetworks` have it, made ready once: the first pattern that fits decides.
///
/// Patterns are names, `.domain`, addresses, `network/mask`, `/file/name` (whose lines are patterns), `type:table`
/// (where being there is what counts); `!` in front turns one around. Case does not matter.
public final class MatchList {
    public sealed interface Answer {
        record Match() implements Answer {}

        record NoMatch() implements Answer {}

        /// A table could not tell; it has been logged.
        record Unavailable(String why) implements Answer {}
    }

    public static final Answer MATCH = new Answer.Match();
    public static final Answer NO_MATCH = new Answer.NoMatch();

    private final String name;
    private final List<MatchPattern> patterns;
    private final Log log;

    MatchList(String name, List<MatchPattern> patterns, Log log) {
        this.name = name;
        this.patterns = List.copyOf(patterns);
        this.log = log;
    }

    /// Equal text only: `mydestination`, `virtual_alias_domains`.
    public static MatchList strings(Tables tables, Param<String> list) {
        return strings(tables, list.name(), tables.settings().get(list));
    }

    /// @param name what warnings call it
    public static MatchList strings(Tables tables, String name, String list) {
        return new MatchListReader(tables, name, MatchPattern.Kind.STRINGS).read(list);
    }

    /// Domains and those below them: `relay_domains`. See `parent_domain_matches_subdomains`.
    public static MatchList domains(Tables tables, Param<String> list) {
        return domains(tables, list.name(), tables.settings().get(list));
    }

    public static MatchList domains(Tables tables, String name, String list) {
        return new MatchListReader(tables, name, domainKind(tables, name)).read(list);
    }

    /// Clients by host name and address: `mynetworks`.
    public static MatchList networks(Tables tables, Param<String> list) {
        return networks(tables, list.name(), tables.settings().get(list));
    }

    public static MatchList networks(Tables tables, String name, String list) {
        return new MatchListReader(tables, name, domainKind(tables, name)).read(list);
    }

    /// Whether `name` is in `parent_domain_matches_subdomains`: then `example.com` fits `x.example.com`, otherwise
    /// `.example.com` does.
    public static boolean parentsMatch(Tables tables, String name) {
        var param = TableParams.PARENT_DOMAIN_MATCHES_SUBDOMAINS;
        return strings(tables, param).match(name) instanceof Answer.Match;
    }

    private static MatchPattern.Kind domainKind(Tables tables, String name) {
        return parentsMatch(tables, name) ? MatchPattern.Kind.PARENTS : MatchPattern.Kind.DOT_PARENTS;
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /// For a name, a domain or other text.
    public Answer match(String text) {
        return match(new MatchPattern.Subject(Fold.key(text), "", Optional.empty()));
    }

    /// For a client.
    ///
    /// @param host    its name, or `unknown`
    /// @param address without brackets
    public Answer match(String host, String address) {
        return match(new MatchPattern.Subject(Fold.key(host), Fold.key(address), NetworkPattern.ip(address)));
    }

    public Answer match(String host, Ip address) {
        return match(new MatchPattern.Subject(Fold.key(host), address.toString(), Optional.of(address)));
    }

    /// For an address alone.
    public Answer matchAddress(String address) {
        return match("", address);
    }

    private Answer match(MatchPattern.Subject subject) {
        for (var pattern : patterns) {
            switch (pattern.test(subject)) {
                case MatchPattern.Outcome.Pass() -> { }
                case MatchPattern.Outcome.Decided(boolean match) -> {
                    return match ? MATCH : NO_MATCH;
                }
                case MatchPattern.Outcome.Failed(String why) -> {
                    log.warning(name + ": " + why);
                    return new Answer.Unavailable(why);
                }
            }
        }
        return NO_MATCH;
    }
}
