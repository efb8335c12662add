package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.RECIPIENT_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.RELAY_RESTRICTIONS;
import static org.postrider.smtpd.access.AccessParams.RESTRICTION_CLASSES;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Words;

/// A server that relays for everybody does not start: one of two lists has to refuse what the rest of it permits not.
final class RelayControl {
    private static final List<String> REFUSING = List.of("reject_unauth_destination", "defer_unauth_destination",
        "reject", "defer", "defer_if_permit", "check_relay_domains");

    private final Site site;
    private final List<String> classes;
    private final Set<String> seen = new HashSet<>();

    private RelayControl(Site site) {
        this.site = site;
        classes = Words.list(site.settings().get(RESTRICTION_CLASSES));
    }

    /// @throws ConfigException in Postfix's words
    static void require(Site site) {
        if (has(site, RECIPIENT_RESTRICTIONS) || has(site, RELAY_RESTRICTIONS)) return;
        throw new ConfigException("in parameter " + RELAY_RESTRICTIONS.name() + " or " + RECIPIENT_RESTRICTIONS.name()
            + ", specify at least one working instance of: "
            + String.join(", ", REFUSING.subList(0, REFUSING.size() - 1)) + " or " + REFUSING.getLast());
    }

    private static boolean has(Site site, Param<String> param) {
        return new RelayControl(site).has(site.settings().get(param));
    }

    private boolean has(String text) {
        var words = Words.braced(text, Words.LIST);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i), lower = word.toLowerCase(Locale.ROOT);
            // what is only warned of refuses nothing
            if (lower.equals("warn_if_reject") && i + 1 < words.size()) i++;
            else if (lower.equals("permit")) {
                if (i + 1 < words.size() && !site.quiet())
                    site.parts().log().warning("restriction `" + words.get(i + 1) + "' after `" + word
                        + "' is ignored");
                return false;
            }
            else if (REFUSING.contains(lower)) return true;
            else if (classes.contains(word) && seen.add(word) && has(Compiler.definition(site.settings(), word)))
                return true;
        }
        return false;
    }
}
