package org.postrider.agent.local;

import org.postrider.os.User;

/// Whose rights files and commands are used with, and what commands are told of that user.
///
/// @param uid 0 before anybody in particular was found: files and commands then have the rights of `default_privs`
record Rights(int uid, int gid, String home, String shell) {
    static final Rights NONE = new Rights(0, 0, "", "");

    static Rights of(User user) {
        return new Rights(user.uid(), user.gid(), user.home(), user.shell());
    }

    boolean isRoot() {
        return uid == 0;
    }

    /// Files and commands are never used as root: neither as its user nor in its group.
    Rights orElse(User user) {
        return uid != 0 && gid != 0 ? this
            : new Rights(uid == 0 ? user.uid() : uid, gid == 0 ? user.gid() : gid, home, shell);
    }
}
