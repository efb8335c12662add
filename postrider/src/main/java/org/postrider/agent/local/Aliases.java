package org.postrider.agent.local;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.config.SiteParams;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.table.Fold;

/// Expands aliases.
final class Aliases {
    private static final String UNAVAILABLE = "alias database unavailable";

    private final Stations stations;
    private final AliasTables tables;
    private final boolean owners;
    private final boolean expandOwner;
    private final boolean resetOwner;

    Aliases(Stations stations) {
        this.stations = stations;
        var rules = stations.rules();
        tables = new AliasTables(rules.settings(), stations.parts().tables());
        owners = rules.get(SiteParams.OWNER_REQUEST_SPECIAL);
        expandOwner = rules.get(LocalParams.EXPAND_OWNER_ALIAS);
        resetOwner = rules.get(LocalParams.RESET_OWNER_ALIAS);
    }

    /// An alias of its own name means the user of that name. Any other alias may be come to more than once: a user's
    /// .forward file may name an alias that names the user, and still the mailbox gets the message.
    ///
    /// @return false when there is no such alias
    boolean deliver(Job job, Target from, Rights rights, String name) {
        var target = from.deeper();
        if (target.lineage().from().filter(before -> Fold.key(before).equals(Fold.key(name))).isPresent()) return false;
        if (target.level() > Recipients.DEEPEST) {
            job.log().warning("alias database loop for " + name);
            job.bounce(target, "5.4.6", "alias database loop for " + name);
            return true;
        }
        return switch (tables.find(name)) {
            case AliasTables.Found.Nothing() -> false;
            case AliasTables.Found.Unknown(String spec) -> {
                job.log().warning(spec + ": lookup of '" + name + "' failed");
                job.defer(target, "4.3.0", UNAVAILABLE);
                yield true;
            }
            case AliasTables.Found.Alias alias -> {
                if (job.isProbe()) job.sent(target, "aliased to " + alias.text());
                else expand(job, via(target, name), alias);
                yield true;
            }
        };
    }

    private Target via(Target target, String name) {
        var lineage = target.lineage().via(Via.ALIAS, name);
        boolean frozen = stations.rules().get(LocalParams.FROZEN_DELIVERED_TO);
        return target.with(frozen ? lineage : lineage.deliveredTo(target.recipient().address()));
    }

    private void expand(Job job, Target target, AliasTables.Found.Alias alias) {
        String owned = "owner-" + alias.name();
        var rights = rights(job, target, alias.spec());
        if (rights.isEmpty()) return;
        var owner = owners ? tables.find(owned) : new AliasTables.Found.Nothing();
        switch (owner) {
            case AliasTables.Found.Unknown _ -> job.defer(target, "4.3.0", UNAVAILABLE);
            case AliasTables.Found.Nothing() -> {
                // this leaves the sender of an outer list as it is
                var lineage = target.lineage();
                var inner = target.with(resetOwner ? lineage.ownedBy(Optional.empty()) : lineage);
                members(job, inner.quiet(), rights.get(), alias);
                job.expanded(target, false);
            }
            case AliasTables.Found.Alias(String _, String text, String _) -> {
                var sender = stations.complete(new Address(expandOwner ? text : owned));
                var inner = target.with(target.lineage().sentBy(sender)).withoutOriginal();
                members(job, inner.quiet(), rights.get(), alias);
                job.expanded(target, true);
            }
        }
    }

    private void members(Job job, Target target, Rights rights, AliasTables.Found.Alias alias) {
        if (stations.entries().deliver(job, target, rights, alias.text()) > 0) return;
        job.log().warning("no recipient in alias lookup result for " + alias.name());
        job.defer(target, "4.3.0", UNAVAILABLE);
    }

    /// Those of the table's owner. Nobody's when that is root: then `default_privs` are used. Empty when it cannot be
    /// told; the recipient is deferred then.
    private Optional<Rights> rights(Job job, Target target, String spec) {
        if (!stations.accounts().switches()) return Optional.of(Rights.NONE);
        var uid = AliasTables.owner(spec);
        if (uid.isEmpty()) {
            job.log().warning("no owner UID for alias database " + spec);
            job.defer(target, "4.3.0", "mail system configuration error");
            return Optional.empty();
        }
        if (uid.get() == 0) return Optional.of(Rights.NONE);
        return switch (stations.accounts().find(uid.get())) {
            case Users.Answer.Found<User>(User user) -> Optional.of(Rights.of(user));
            case Users.Answer.Absent<User>() -> nobody(job, target, spec);
            case Users.Answer.Unavailable<User>(String why) -> nobody(job, target, spec + ": " + why);
        };
    }

    private static Optional<Rights> nobody(Job job, Target target, String whose) {
        job.log().warning("cannot find alias database owner for " + whose);
        job.defer(target, "4.3.0", "cannot find alias database owner");
        return Optional.empty();
    }
}
