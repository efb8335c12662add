package org.postrider.agent.virtual;

import org.postrider.mailbox.Mbox;

/// A recipient's mailbox.
record Place(String path, int uid, int gid) {
    /// What is the same for all mailboxes.
    ///
    /// @param base  goes before the path; may be empty
    /// @param limit bytes; 0 for none
    record Rules(String base, long limit, Mbox.Locking locking, boolean strict, String host, int minimumUid) {}

    boolean isMaildir() {
        return path.endsWith("/");
    }
}
