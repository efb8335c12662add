package org.postrider.agent.local;

import java.io.IOException;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.os.FileCalls;
import org.postrider.status.Why;
import org.postrider.table.Fold;

/// Where each local recipient begins: the one of the request, and those that aliases and files name.
final class Recipients {
    /// Aliases and files that name one another end here.
    static final int DEEPEST = 100;

    private final Stations stations;

    Recipients(Stations stations) {
        this.stations = stations;
    }

    void deliver(Job job, Target from, Rights rights) {
        var target = from.deeper();
        var address = target.recipient().address();
        if (target.level() > DEEPEST) {
            job.log().warning("recipient nesting limit exceeded for " + address);
            job.bounce(target, "5.4.6", "recipient nesting limit exceeded");
            return;
        }
        if (!job.isFirst("recipient " + target.level() + " " + address)) return;
        if (job.loops().has(address)) {
            job.fail(target, Why.of("5.4.6", "mail forwarding loop for " + address));
            return;
        }
        if (target.lineage().delivered().isNull()) target = target.with(target.lineage().deliveredTo(address));
        target = target.named(name(job, address));
        if (target.name().user().isEmpty()) job.bounce(target, "5.1.3", "null username in \"" + address + "\"");
        else choose(job, target, rights);
    }

    /// An extension becomes part of file names, so it must not lead into other folders.
    private Name name(Job job, Address address) {
        var name = Name.of(address, stations.rules().extension());
        if (name.domain().isEmpty()) job.log().warning("no @ in recipient address: " + name.local());
        if (name.extension().isEmpty() || name.extension().get().indexOf('/') < 0) return name;
        job.log().warning(job.request().id() + ": address with illegal extension: " + name.local());
        return name.withoutExtension();
    }

    private void choose(Job job, Target from, Rights rights) {
        var target = from.deeper();
        var name = target.name();
        if (target.recipient().address().text().startsWith("\\")) {
            user(job, target.at(new Address(target.recipient().address().text().substring(1)))
                .named(name.withoutBackslash()), rights);
            return;
        }
        var plain = target.withUnmatched(Optional.empty());
        if (stations.aliases().deliver(job, plain, rights, name.local())) return;
        if (name.extension().isPresent()) {
            boolean kept = stations.rules().propagating().contains(Via.ALIAS);
            var bare = plain.withUnmatched(kept ? name.extension() : Optional.empty());
            if (stations.aliases().deliver(job, bare, rights, name.user())) return;
        }
        person(job, target.withUnmatched(name.extension()), rights);
    }

    /// No alias. When somebody forwards, everybody else gets a message of their own: so each has its own record in the
    /// queue, and Delivered-To: breaks the circle of two users that forward to each other.
    private void person(Job job, Target target, Rights rights) {
        var lineage = target.lineage();
        boolean other = lineage.owner().filter(owner -> !Fold.key(owner).equals(target.name().user())).isPresent();
        if (other || lineage.via() == Via.INCLUDE) stations.indirect(job, target);
        else if (isHome(job, target) && !stations.forwardFile().deliver(job, target, rights))
            user(job, target, rights);
    }

    private void user(Job job, Target target, Rights rights) {
        if (!stations.mailboxes().deliver(job, target)) stations.unknown().deliver(job, target, rights);
    }

    /// False when the home folder has to be there and is not.
    private boolean isHome(Job job, Target target) {
        if (!stations.rules().get(LocalParams.REQUIRE_HOME)) return true;
        var found = stations.accounts().find(job, target);
        if (!found.known() || found.user().isEmpty()) return found.known();
        var rights = Rights.of(found.user().get());
        try {
            stations.accounts().run(rights, () -> FileCalls.stat(rights.home()));
            return true;
        } catch (IOException e) {
            job.defer(target, "4.3.0", "cannot access home directory " + rights.home() + ": " + e.getMessage());
            return false;
        }
    }
}
