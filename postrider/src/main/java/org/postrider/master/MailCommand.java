package org.postrider.master;

import java.util.ArrayList;
import java.util.List;
import org.postrider.os.User;

/// How the supervisor starts the mail process: as `$mail_owner` with the one capability it needs and no way to more,
/// and so that the kernel ends it when the supervisor dies, however it dies.
final class MailCommand {
    private MailCommand() {}

    static List<String> of(Start start, User owner) {
        var command = new ArrayList<>(List.of("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(),
            "--init-groups", "--inh-caps=-all,+net_bind_service", "--ambient-caps=-all,+net_bind_service",
            "--bounding-set=-all,+net_bind_service", "--no-new-privs", "--pdeathsig=KILL",
            start.home().resolve("libexec/daemon").toString(), "--mail", "-c", start.directory()));
        if (start.verbose()) command.add("-v");
        return command;
    }
}
