package org.postrider.pickup;

import org.postrider.os.User;
import org.postrider.os.Users;

/// Who left a message.
///
/// @param name  login name; `unknown` when the user database has none
/// @param gecos the field of the user database that begins with the person's name
record Submitter(int uid, String name, String gecos) {
    /// Asks the user database.
    sealed interface Found {
        record Known(Submitter submitter) implements Found {}

        record Unavailable(String why) implements Found {}
    }

    static Found of(Users users, int uid) {
        return switch (users.user(uid)) {
            case Users.Answer.Found<User>(User user) ->
                new Found.Known(new Submitter(uid, user.name(), user.gecos()));
            case Users.Answer.Absent<User>() -> new Found.Known(new Submitter(uid, "unknown", ""));
            case Users.Answer.Unavailable<User>(String why) -> new Found.Unavailable(why);
        };
    }

    String number() {
        return Integer.toUnsignedString(uid);
    }

    /// The person's name: the field up to the first separator, with `&` for the login name.
    String fullName() {
        var out = new StringBuilder();
        for (int i = 0; i < gecos.length(); i++) {
            char c = gecos.charAt(i);
            if (c == ',' || c == ';' || c == '%') break;
            if (c != '&') out.append(c);
            else if (!name.isEmpty()) out.append(Character.toUpperCase(name.charAt(0))).append(name, 1, name.length());
        }
        return out.toString();
    }
}
