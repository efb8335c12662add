package org.postrider.pickup;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of local submission.
public final class PickupParams {
    public static final Param<String> SUBMIT_USERS = Param.text("authorized_submit_users", "static:anyone", "2.2", """
        Users who may submit mail with the sendmail command; `!` in front excludes. Users without a name are
        `unknown`.""");
    public static final Param<String> FIX_LINE_ENDINGS = Param.required("sendmail_fix_line_endings", "always", "2.9",
        """
        Whether carriage returns at the ends of submitted lines are dropped: `always`, `never`, or `strict`: when the
        first line has one.""");

    public static final List<Param<?>> ALL = List.of(SUBMIT_USERS, FIX_LINE_ENDINGS);

    private PickupParams() {}
}
