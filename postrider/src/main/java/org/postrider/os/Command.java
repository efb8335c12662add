package org.postrider.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An external command to run. All text is bytes.
///
/// @param arguments   the command and its arguments; no shell sees them
/// @param environment all of it: nothing is inherited
/// @param folder      where it runs; empty for this process' own folder
/// @param who         as whom; empty for this process' own identity
public record Command(List<String> arguments, Map<String, String> environment, Optional<String> folder,
                      Optional<RunAs.Who> who) {
    /// Gives root's rights up and runs what follows; belongs to util-linux, which every Linux has.
    private static final String SETPRIV = "/usr/bin/setpriv";
    /// EX_TEMPFAIL: a home folder that is not there today may be back tomorrow
    private static final String ENTER_FOLDER = "cd -- \"$1\" || exit 75; shift; exec \"$@\"";

    public Command {
        if (arguments.isEmpty()) throw new IllegalArgumentException("no command");
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// What has to be executed so that the command runs as whom and where it should. The folder is entered with the
    /// user's rights, not root's.
    List<String> complete() {
        if (who.isEmpty()) return arguments;
        var uid = Integer.toUnsignedString(who.get().uid());
        var gid = Integer.toUnsignedString(who.get().gid());
        var all = new ArrayList<>(List.of(SETPRIV, "--reuid=" + uid, "--regid=" + gid, "--groups=" + gid, "--"));
        folder.ifPresent(name -> all.addAll(List.of("/bin/sh", "-c", ENTER_FOLDER, "sh", name)));
        all.addAll(arguments);
        return all;
    }

    /// The folder that can be entered before anything else, with the rights at hand.
    Optional<String> startFolder() {
        return who.isEmpty() ? folder : Optional.of("/");
    }

    /// The file to execute: a name without slash is looked for in the command's own PATH.
    String file() {
        var name = complete().getFirst();
        if (name.indexOf('/') >= 0) return name;
        for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            var path = (folder.isEmpty() ? "." : folder) + "/" + name;
            try {
                var status = FileCalls.stat(path);
                if (status.isFile() && (status.mode() & 0111) != 0) return path;
            } catch (ErrnoException _) {
                // not there
            }
        }
        return name;
    }
}
