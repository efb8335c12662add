package org.postrider.agent.local;

import java.io.IOException;
import java.util.Optional;
import org.postrider.os.FileCalls;
import org.postrider.os.Stat;
import org.postrider.os.User;
import org.postrider.os.Users;

/// `:include:/file/name`.
final class IncludeFile {
    private static final int ALL_WRITE = 02;

    private final Stations stations;

    IncludeFile(Stations stations) {
        this.stations = stations;
    }

    void deliver(Job job, Target from, Rights rights, String path) {
        var target = from.deeper();
        if (target.level() > Recipients.DEEPEST) {
            job.log().warning(":include: nesting limit exceeded for " + path);
            job.bounce(target, "5.4.6", ":include: nesting limit exceeded");
            return;
        }
        if (!job.isFirst("include " + Integer.toUnsignedString(rights.uid()) + " " + path)) return;
        if (!path.startsWith("/")) {
            refuse(job, target, ":include:" + path + " uses a relative path");
            return;
        }
        try {
            expand(job, target, rights, path);
        } catch (IOException e) {
            refuse(job, target, "unable to lookup :include: file " + path + ": " + e.getMessage());
        }
    }

    /// The file may be a symbolic link, but its content must be somebody's in particular.
    private void expand(Job job, Target target, Rights rights, String path) throws IOException {
        var status = stations.accounts().run(rights, () -> FileCalls.stat(path));
        if (!status.isFile()) {
            refuse(job, target, ":include: file " + path + " is not a regular file");
        } else if ((status.mode() & ALL_WRITE) != 0) {
            refuse(job, target, ":include: file " + path + " is world writable");
        } else {
            var own = rights(job, target, rights, new Seen(path, status));
            if (own.isPresent()) members(job, inside(target), own.get(), path);
        }
    }

    private record Seen(String path, Stat status) {}

    private Target inside(Target target) {
        var lineage = target.lineage().via(Via.INCLUDE, target.name().local());
        // with an owner, local recipients get messages of their own, so that one failure doesn't hold up a list
        if (lineage.owner().isEmpty())
            lineage = lineage.ownedBy(Optional.of(target.recipient().address().text()));
        return target.with(lineage);
    }

    /// A user's file that root's alias includes is used with the user's rights: else the user had those of
    /// `default_privs`. What a user includes is used with that user's rights, whoever owns it: else users had the
    /// rights of others by including their files.
    private Optional<Rights> rights(Job job, Target target, Rights rights, Seen file) {
        if (!rights.isRoot() || !stations.accounts().switches()) return Optional.of(rights);
        int uid = file.status.owner().uid();
        if (uid == 0) return Optional.of(rights);
        return switch (stations.accounts().find(uid)) {
            case Users.Answer.Found<User>(User user) -> Optional.of(Rights.of(user));
            case Users.Answer.Absent<User>() -> nobody(job, target, file, "");
            case Users.Answer.Unavailable<User>(String why) -> nobody(job, target, file, ": " + why);
        };
    }

    private static Optional<Rights> nobody(Job job, Target target, Seen file, String why) {
        job.log().warning("cannot find username for uid " + Integer.toUnsignedString(file.status.owner().uid()) + why);
        job.log().warning(file.path + ": cannot find :include: file owner username");
        job.defer(target, "4.3.5", "mail system configuration error");
        return Optional.empty();
    }

    private void members(Job job, Target target, Rights rights, String path) {
        String text;
        try {
            text = stations.accounts().run(rights, () -> UserFile.read(path));
        } catch (IOException e) {
            refuse(job, target, "cannot open include file " + path + ": " + e.getMessage());
            return;
        }
        boolean kept = stations.rules().propagating().contains(Via.INCLUDE);
        stations.entries().deliverLines(job, kept ? target : target.withUnmatched(Optional.empty()), rights, text);
    }

    private static void refuse(Job job, Target target, String why) {
        job.log().warning(why);
        job.bounce(target, "5.3.5", "mail system configuration error");
    }
}
