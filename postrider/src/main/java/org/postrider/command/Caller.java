package org.postrider.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;

/// Who called the command.
record Caller(int uid) {
    /// A list that lets everybody pass; most are, and then nobody's name is of interest.
    private static final String EVERYBODY = "static:anyone";
    private static final String NAMELESS = "unknown";

    static Caller of() throws IOException {
        // Not by native calls, which take long to link for one number.
        return new Caller((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    boolean isRoot() {
        return uid == 0;
    }

    /// Login name, or `unknown`.
    String name() {
        return Users.system().user(uid) instanceof Users.Answer.Found<User>(User user) ? user.name() : NAMELESS;
    }

    /// `name(uid)`, as messages show a caller.
    String shown() {
        return name() + "(" + Integer.toUnsignedString(uid) + ")";
    }

    /// @param list an access list of user names
    /// @throws CommandException when it cannot be said now
    boolean isAllowed(Settings settings, Param<String> list, Log log) {
        if (settings.get(list).equals(EVERYBODY)) return true;
        return switch (MatchList.strings(Tables.of(settings, log), list).match(name())) {
            case MatchList.Answer.Match() -> true;
            case MatchList.Answer.NoMatch() -> false;
            case MatchList.Answer.Unavailable(String why) -> throw new CommandException(ExitCodes.TEMP_FAIL,
                list.name() + ": " + why);
        };
    }
}
