package org.postrider.agent.virtual;

import static org.postrider.config.Bounds.atLeast;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of the virtual delivery agent.
public final class VirtualParams {
    public static final Param<String> MAILBOX_BASE = Param.text("virtual_mailbox_base", "", "", """
        Folder that goes before every place from virtual_mailbox_maps.""");
    public static final Param<String> UID_MAPS = Param.text("virtual_uid_maps", "", "", """
        Tables with the user id that writes to a recipient's mailbox.""");
    public static final Param<String> GID_MAPS = Param.text("virtual_gid_maps", "", "", """
        Tables with the group id that writes to a recipient's mailbox.""");
    public static final Param<Integer> MINIMUM_UID = Param.number("virtual_minimum_uid", "100", atLeast(1), "", """
        The lowest user id accepted from virtual_uid_maps.""");
    public static final Param<Long> MAILBOX_LIMIT = Param.size("virtual_mailbox_limit", "51200000", atLeast(0), "",
        """
        Largest mailbox file in bytes; for a Maildir, the largest message. 0 means no limit.""");
    public static final Param<String> MAILBOX_LOCK = Param.text("virtual_mailbox_lock", "fcntl, dotlock", "", """
        How mailbox files are locked: any of fcntl, flock, dotlock.""");
    public static final List<Param<?>> ALL = List.of(MAILBOX_BASE, UID_MAPS, GID_MAPS, MINIMUM_UID,
        MAILBOX_LIMIT, MAILBOX_LOCK);

    private VirtualParams() {}
}
