package org.postrider.resolve;

import static org.postrider.config.SiteParams.EMPTY_ADDRESS_RECIPIENT;
import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.resolve.ResolveParams.RESOLVE_DEQUOTED_ADDRESS;
import static org.postrider.resolve.ResolveParams.RESOLVE_NULL_DOMAIN;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.Settings;
import org.postrider.table.MatchList.Answer.Match;
import org.postrider.table.MatchList.Answer.NoMatch;
import org.postrider.table.MatchList.Answer.Unavailable;

/// Strips our own domains off a recipient, with whatever routes mail on behind them (`user%far@here`, `far!user@here`,
/// `"user@far"@here`), until a foreign domain or the plain user is left.
final class Unwrapper {
    /// What is left: always with a domain. Whether it makes sense has not been looked at.
    sealed interface Core {
        record Ours(Address address) implements Core {}

        record Theirs(Address address) implements Core {}

        /// @param why what to log; empty when it has been logged
        record Unknown(String why) implements Core {}
    }

    /// Rounds beyond the address' length after which something is wrong with us, not with the address.
    private static final int SLACK = 100;

    private final AddressClasses classes;
    private final TrivialRewriter rewriter;
    private final boolean nullDomain, dequoted;
    private final String emptyRecipient, myhostname;

    Unwrapper(Settings settings, AddressClasses classes, TrivialRewriter rewriter) {
        this.classes = classes;
        this.rewriter = rewriter;
        nullDomain = settings.get(RESOLVE_NULL_DOMAIN);
        dequoted = settings.get(RESOLVE_DEQUOTED_ADDRESS);
        emptyRecipient = settings.get(EMPTY_ADDRESS_RECIPIENT);
        myhostname = settings.get(MYHOSTNAME);
    }

    Core unwrap(Address address) {
        int at = Plain.at(address.text());
        return at > 0 ? plain(address, address.text().substring(at + 1)) : new Round(address).unwrap();
    }

    private Core plain(Address address, String domain) {
        return switch (classes.local(domain)) {
            case Match _ -> new Core.Ours(address);
            case NoMatch _ -> new Core.Theirs(address);
            case Unavailable _ -> new Core.Unknown("");
        };
    }

    /// One address on its way.
    private final class Round {
        private final Address address;
        private AddressTokens tokens;
        /// `@domain` of ours that was taken off last.
        private Optional<AddressTokens> stripped = Optional.empty();

        Round(Address address) {
            this.address = address;
            tokens = AddressTokens.scan(Quoting.header(address));
        }

        Core unwrap() {
            for (int rounds = address.text().length() + SLACK; rounds >= 0; rounds--) {
                tidyEnd();
                int at = tokens.findLast('@');
                if (at >= 0 && at < tokens.size() - 1) {
                    var local = classes.local(tokens.from(at + 1).internal());
                    if (local instanceof Unavailable) return new Core.Unknown("");
                    if (local instanceof NoMatch) return new Core.Theirs(new Address(tokens.internal()));
                }
                if (at >= 0) strip(at);
                if (!goesOn()) return new Core.Ours(new Address(whole()));
            }
            return new Core.Unknown("resolve_addr: <" + address + ">: giving up");
        }

        private void tidyEnd() {
            if (tokens.findLast('@') >= 0) tokens.dropTrailingDot();
            if (nullDomain && tokens.endsWith('@')) tokens.keepBefore(tokens.size() - 1);
        }

        private void strip(int at) {
            stripped = Optional.of(tokens.from(at));
            tokens.keepBefore(at);
        }

        private String whole() {
            stripped.ifPresent(tokens::append);
            return tokens.internal();
        }

        /// Makes the next address out of what is left; false when there is nothing more to take off.
        private boolean goesOn() {
            if (isRouted()) {
                rewriter.rewriteLocal(tokens);
                return true;
            }
            if (dequoted && tokens.isOneQuoted() && opened(tokens.get(0).text())) return true;
            if (tokens.isEmpty() || tokens.isOneQuoted() && tokens.get(0).text().isEmpty()) {
                tokens = AddressTokens.scan(emptyRecipient);
                return true;
            }
            if (stripped.isPresent()) return false;
            tokens.append(Token.AT);
            tokens.append(AddressTokens.scan(myhostname));
            return true;
        }

        private boolean isRouted() {
            return tokens.findLast('@') >= 0 || rewriter.swapsBangPath() && tokens.findLast('!') >= 0
                || rewriter.hasPercentHack() && tokens.findLast('%') >= 0;
        }

        /// Looks into a quoted local part: servers behind us may take the route in it seriously.
        private boolean opened(String text) {
            int at = text.lastIndexOf('@');
            int percent = at < 0 && rewriter.hasPercentHack() ? text.lastIndexOf('%') : -1;
            boolean bang = rewriter.swapsBangPath() && text.indexOf('!') >= 0;
            if (at < 0 && percent < 0 && !bang) return false;
            String route = percent < 0 ? text : text.substring(0, percent) + "@" + text.substring(percent + 1);
            tokens = AddressTokens.scan(at < 0 && percent < 0 ? route : Quoting.header(new Address(route)));
            rewriter.rewriteLocal(tokens);
            return true;
        }
    }
}
