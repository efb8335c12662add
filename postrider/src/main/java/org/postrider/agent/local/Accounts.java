package org.postrider.agent.local;

import java.io.IOException;
import java.util.Optional;
import org.postrider.config.SiteParams;
import org.postrider.os.NativePool;
import org.postrider.os.RunAs;
import org.postrider.os.User;
import org.postrider.os.Users;

/// Users, and work with their rights.
final class Accounts {
    private final Users users;
    private final RunAs runAs;
    private final String fallback;

    Accounts(LocalAgent.Parts parts, Rules rules) {
        users = parts.system().users();
        runAs = parts.system().runAs();
        fallback = rules.get(SiteParams.DEFAULT_PRIVS);
    }

    /// False when this process is not root's and everything is done with the rights at hand.
    boolean switches() {
        return runAs.switches();
    }

    Users.Answer<User> find(int uid) {
        return users.user(uid);
    }

    /// A local user; when nobody can tell, the recipient is deferred.
    Found find(Job job, Target target) {
        String name = target.name().user();
        return switch (users.user(name)) {
            case Users.Answer.Found<User>(User user) -> new Found(Optional.of(user), true);
            case Users.Answer.Absent<User>() -> new Found(Optional.empty(), true);
            case Users.Answer.Unavailable<User>(String why) -> {
                job.log().warning("error looking up passwd info for " + name + ": " + why);
                job.defer(target, "4.0.0", "user lookup error");
                yield new Found(Optional.empty(), false);
            }
        };
    }

    /// @param known false when nobody can tell
    record Found(Optional<User> user, boolean known) {}

    /// Rights for a file or command that anybody may have named: never root's. Empty when there are none to be had;
    /// the recipient is deferred then.
    Optional<Rights> unprivileged(Job job, Target target, Rights rights) {
        if (rights.uid() != 0 && rights.gid() != 0) return Optional.of(rights);
        return switch (users.user(fallback)) {
            case Users.Answer.Found<User>(User user) when user.uid() != 0 && user.gid() != 0 ->
                Optional.of(rights.orElse(user));
            case Users.Answer.Found<User> _ -> unusable(job, target, "is privileged");
            case Users.Answer.Absent<User>() -> unusable(job, target, "is unknown");
            case Users.Answer.Unavailable<User>(String why) -> unusable(job, target, "cannot be looked up: " + why);
        };
    }

    private Optional<Rights> unusable(Job job, Target target, String why) {
        job.log().warning("parameter " + SiteParams.DEFAULT_PRIVS + ": user " + fallback + " " + why);
        job.defer(target, "4.3.5", "mail system configuration error");
        return Optional.empty();
    }

    <T> T run(Rights rights, NativePool.Work<T> work) throws IOException {
        return runAs.run(new RunAs.Who(rights.uid(), rights.gid()), work);
    }

    /// Whom a command runs as; empty: as this process.
    Optional<RunAs.Who> who(Rights rights) {
        return runAs.switches() ? Optional.of(new RunAs.Who(rights.uid(), rights.gid())) : Optional.empty();
    }
}
