package org.postrider.table;

import java.util.stream.Collectors;
import org.postrider.os.Group;
import org.postrider.os.User;
import org.postrider.os.Users;

/// `unix:passwd.byname` and `unix:group.byname`, the accounts of the system. The place of the password holds `x`.
record AccountTable(Opening opening, boolean groups) implements Table {
    static Table open(Opening opening) {
        return switch (opening.name()) {
            case "passwd.byname" -> new AccountTable(opening, false);
            case "group.byname" -> new AccountTable(opening, true);
            default -> throw new TableException("unknown table: " + opening.spec());
        };
    }

    @Override public Answer lookup(String key) {
        var users = opening.world().users();
        return groups ? answer(users.group(key), AccountTable::row) : answer(users.user(key), AccountTable::row);
    }

    private <T> Answer answer(Users.Answer<T> found, java.util.function.Function<T, String> row) {
        return switch (found) {
            case Users.Answer.Found<T>(T value) -> new Answer.Found(row.apply(value));
            case Users.Answer.Absent<T>() -> ABSENT;
            case Users.Answer.Unavailable<T>(String why) -> {
                opening.log().warning("cannot access UNIX " + (groups ? "group" : "password") + " database: " + why);
                yield new Answer.Unavailable(why);
            }
        };
    }

    private static String row(User user) {
        return user.name() + ":x:" + Integer.toUnsignedString(user.uid()) + ":" + Integer.toUnsignedString(user.gid())
            + ":" + user.gecos() + ":" + user.home() + ":" + user.shell();
    }

    private static String row(Group group) {
        return group.members().stream().collect(
            Collectors.joining(",", group.name() + ":x:" + Integer.toUnsignedString(group.gid()) + ":", ""));
    }
}
