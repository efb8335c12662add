package org.postrider.os;

import java.util.List;

/// The user and group databases of the system, by whatever name service it uses. IDs are unsigned 32-bit numbers in
/// an int, as the kernel has them.
public interface Users {
    /// "Not there" bounces mail, "cannot tell" defers it: they must never be confused.
    sealed interface Answer<T> {
        record Found<T>(T value) implements Answer<T> {}
        record Absent<T>() implements Answer<T> {}
        /// The name service failed; `why` is the text of the error.
        record Unavailable<T>(String why) implements Answer<T> {}
    }

    Answer<User> user(String name);

    Answer<User> user(int uid);

    Answer<Group> group(String name);

    Answer<Group> group(int gid);

    /// The IDs of all groups that a login of this user would have, its primary group first.
    Answer<List<Integer>> groups(User user);

    /// The databases of this machine. A virtual thread that asks waits for a platform thread to do so, because a name
    /// service may be across the network.
    static Users system() {
        return new SystemUsers(new NativePool("users", SystemUsers.AT_ONCE));
    }
}
