package org.postrider.command;

import java.io.IOException;

/// One program that the user calls by name.
interface Command {
    /// What follows the program's name in the usage message, for example `[-c config_dir] [-v]`.
    String usage();

    /// Does the work. Output goes to the invocation's streams, which the caller flushes.
    ///
    /// @return the exit status, see [ExitCodes]
    /// @throws CommandException to end with a fatal message and that exception's status
    /// @throws IOException when the world fails in a way that the command has no better words for; fatal, status 1
    int run(Invocation call) throws IOException;

    /// The exit status after a usage message. Most of Postfix's commands use 1, some `EX_USAGE`.
    default int usageStatus() {
        return ExitCodes.FATAL;
    }
}
