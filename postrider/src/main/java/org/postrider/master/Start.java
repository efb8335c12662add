package org.postrider.master;

import java.nio.file.Path;
import java.util.Optional;
import org.postrider.config.Configuration;
import org.postrider.config.LocalMachine;
import org.postrider.text.Latin1;

/// How this process was started.
///
/// @param directory  config_directory
/// @param role       which of the processes it is
/// @param home       where this software is installed
/// @param verbose    `-v`
record Start(String directory, Role role, Path home, boolean verbose) {
    /// SYSTEM decides by itself: supervisor for root, everything in one process for others. FOREGROUND is the same for
    /// a person or service manager who watches instead of the postfix command. STAND_ALONE is one SMTP session for
    /// `sendmail -bs`.
    enum Role { SYSTEM, FOREGROUND, MAIL, CHECK, TRY, STAND_ALONE }

    static Optional<Start> parse(String[] arguments) {
        String directory = Configuration.DEFAULT_DIRECTORY;
        var role = Role.SYSTEM;
        boolean verbose = false;
        for (int i = 0; i < arguments.length; i++)
            switch (arguments[i]) {
                case "-c" -> {
                    if (++i == arguments.length) return Optional.empty();
                    directory = arguments[i];
                }
                case "-v" -> verbose = true;
                case "--foreground" -> role = Role.FOREGROUND;
                case "--mail" -> role = Role.MAIL;
                case "--check" -> role = Role.CHECK;
                case "--try" -> role = Role.TRY;
                case "--stand-alone" -> role = Role.STAND_ALONE;
                default -> {
                    return Optional.empty();
                }
            }
        var home = Path.of(System.getProperty("postrider.home", ".")).toAbsolutePath().normalize();
        return Optional.of(new Start(directory, role, home, verbose));
    }

    Configuration configuration() {
        return Configuration.read(Latin1.fromUnicode(directory), new LocalMachine("master"));
    }
}
