package org.postrider.command;

import java.util.Optional;
import org.postrider.config.Configuration;
import org.postrider.config.LocalMachine;

/// Finds and reads the configuration that a command works with.
final class Setup {
    private Setup() {}

    /// The configuration folder: the value of the switch `-c` (`-C` of sendmail), else MAIL_CONFIG, else the default.
    static String directory(Invocation call, Optional<String> named) {
        return named.orElseGet(() -> call.variable("MAIL_CONFIG", Configuration.DEFAULT_DIRECTORY));
    }

    /// Reads main.cf, tells of its oddities, and checks what every program checks.
    ///
    /// @param named as for [#directory]
    /// @throws org.postrider.config.ConfigException when it cannot be used; uncaught it becomes a fatal message and
    ///         status 1
    static Configuration configuration(Invocation call, Optional<String> named) {
        var configuration = unchecked(call, named);
        configuration.check();
        return configuration;
    }

    /// The same without the check.
    static Configuration unchecked(Invocation call, Optional<String> named) {
        var configuration = Configuration.read(directory(call, named), new LocalMachine(call.name()));
        configuration.mainCf().warnings().forEach(call.messages()::warning);
        return configuration;
    }
}
