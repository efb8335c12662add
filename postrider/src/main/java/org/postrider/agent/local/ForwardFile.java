package org.postrider.agent.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.Words;
import org.postrider.os.FileCalls;
import org.postrider.os.Stat;

/// A user's `.forward` file.
final class ForwardFile {
    private static final int ALL_WRITE = 02;

    private final Stations stations;
    private final List<String> paths;
    private final String filter;

    ForwardFile(Stations stations) {
        this.stations = stations;
        paths = Words.list(stations.rules().get(LocalParams.FORWARD_PATH));
        filter = stations.rules().get(LocalParams.FORWARD_FILTER);
    }

    /// The file that was found.
    ///
    /// @param extended its name has the address extension in it
    private record Seen(String path, Stat status, boolean extended) {}

    /// @return false when the message is for the user's own mailbox
    boolean deliver(Job job, Target from, Rights inherited) {
        if (paths.isEmpty()) return false;
        var target = from.deeper();
        var found = stations.accounts().find(job, target);
        if (found.user().isEmpty()) return !found.known();
        var rights = Rights.of(found.user().get());
        var file = search(target, rights);
        return file.isPresent() && deliver(job, owned(target, file.get()), rights, file.get());
    }

    private Optional<Seen> search(Target target, Rights rights) {
        var facts = new Facts(target, rights, stations.rules());
        for (String path : paths) {
            try {
                var name = facts.expand(path, filter);
                if (name.undefined()) continue;
                var status = stations.accounts().run(rights, () -> FileCalls.lstat(name.text()));
                return Optional.of(new Seen(name.text(), status, name.extended()));
            } catch (ConfigException | IOException notThere) {
                // the next one, perhaps
            }
        }
        return Optional.empty();
    }

    /// The user forwards now: other local users that the file names get a message of their own.
    private Target owned(Target target, Seen file) {
        var lineage = target.lineage().via(Via.FORWARD, target.name().local())
            .ownedBy(Optional.of(target.name().user()));
        if (!stations.rules().get(LocalParams.FROZEN_DELIVERED_TO))
            lineage = lineage.deliveredTo(target.recipient().address());
        boolean kept = !file.extended && stations.rules().propagating().contains(Via.FORWARD);
        return target.with(lineage).withUnmatched(kept ? target.unmatched() : Optional.empty());
    }

    /// A file that names its own user means the mailbox, which is come to when the file was in use already.
    private boolean deliver(Job job, Target target, Rights rights, Seen file) {
        if (job.isProbe()) {
            job.sent(target, "forward via file: " + file.path);
            return true;
        }
        if (!job.isFirst("forward " + file.path)) return job.knows("forward-done " + file.path);
        var trouble = trouble(rights, file);
        if (trouble.isPresent()) {
            job.log().warning(trouble.get());
            return false;
        }
        String text;
        try {
            text = stations.accounts().run(rights, () -> UserFile.read(file.path));
        } catch (IOException e) {
            job.log().warning("cannot open file " + file.path + ": " + e.getMessage());
            return false;
        }
        int before = job.deferrals();
        if (stations.entries().deliverLines(job, target.quiet(), rights, text) == 0) return false;
        job.isFirst("forward-done " + file.path);
        if (job.deferrals() == before) job.expanded(target, false);
        return true;
    }

    private static Optional<String> trouble(Rights rights, Seen file) {
        int owner = file.status.owner().uid();
        if (!file.status.isFile()) return Optional.of("file " + file.path + " is not a regular file");
        if (owner != 0 && owner != rights.uid())
            return Optional.of("file " + file.path + " has bad owner uid " + Integer.toUnsignedString(owner));
        if ((file.status.mode() & ALL_WRITE) != 0) return Optional.of("file " + file.path + " is world writable");
        return Optional.empty();
    }
}
