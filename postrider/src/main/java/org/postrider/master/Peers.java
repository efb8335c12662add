package org.postrider.master;

import static org.postrider.config.SiteParams.MAIL_OWNER;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postrider.config.Settings;
import org.postrider.net.Wire;
import org.postrider.os.Identity;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.table.MatchList;

/// Who is at the other end of a socket that every local user can reach, by the kernel's word, and what he may do.
///
/// @param trusted users who may do everything: root, the mail owner, and whoever this process belongs to
record Peers(Set<String> trusted) {
    /// How access lists call a user that has no name.
    private static final String NAMELESS = "unknown";

    static Peers of(Settings settings, Users users) {
        var trusted = new HashSet<>(List.of("root", settings.get(MAIL_OWNER)));
        if (users.user(Identity.current().euid()) instanceof Users.Answer.Found<User>(User self))
            trusted.add(self.name());
        return new Peers(Set.copyOf(trusted));
    }

    boolean isTrusted(Wire wire) {
        return trusted.contains(name(wire));
    }

    /// @param list `authorized_mailq_users` or its like
    boolean isAllowed(Wire wire, MatchList list) {
        return isTrusted(wire) || list.match(name(wire)) instanceof MatchList.Answer.Match;
    }

    /// The JDK gives the number of a user without a name.
    static String name(Wire wire) {
        return wire.credentials().map(peer -> peer.user().getName())
            .filter(name -> !name.chars().allMatch(c -> c >= '0' && c <= '9')).orElse(NAMELESS);
    }
}
