package org.postrider.master;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of what people's commands talk to.
public final class ToolParams {
    public static final Param<String> MAILQ_USERS = Param.text("authorized_mailq_users", "static:anyone", "2.2", """
        Users who may see the queue (`mailq`, `postqueue -p`, `postqueue -j`); `!` in front excludes. Users without a
        name are `unknown`. Root and the mail owner always may.""");
    public static final Param<String> FLUSH_USERS = Param.text("authorized_flush_users", "static:anyone", "2.2", """
        Users who may have the queue tried now (`postqueue -f`, `-i`, `-s`, `sendmail -q`); written like
        authorized_mailq_users.""");
    public static final Param<String> SHOWQ_SERVICE = Param.required("showq_service_name", "showq", "", """
        The master.cf service that lists the queue, and the name of its socket.""");
    public static final Param<String> QUEUE_SERVICE = Param.required("queue_service_name", "qmgr", "", """
        The master.cf service that schedules deliveries, and the name of its socket.""");
    public static final Param<String> PICKUP_SERVICE = Param.required("pickup_service_name", "pickup", "", """
        The master.cf service that takes in locally submitted mail, and the name of its socket.""");
    public static final Param<String> FLUSH_SERVICE = Param.required("flush_service_name", "flush", "", """
        The master.cf service that tries one destination's or one message's mail, and the name of its socket.""");
    public static final Param<String> POSTLOG_SERVICE = Param.required("postlog_service_name", "postlog", "3.4", """
        The master.cf service that takes log lines of commands while the log is a file, and the name of its socket.""");

    public static final List<Param<?>> ALL = List.of(MAILQ_USERS, FLUSH_USERS, SHOWQ_SERVICE, QUEUE_SERVICE,
        PICKUP_SERVICE, FLUSH_SERVICE, POSTLOG_SERVICE);

    private ToolParams() {}
}
