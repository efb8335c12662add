package org.postrider.command;

/// Ends a command: what it says becomes `name: fatal: text` on the error stream.
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final boolean usage;

    private CommandException(int status, String message, boolean usage) {
        super(message, null, false, false);
        this.status = status;
        this.usage = usage;
    }

    /// A fatal error with exit status 1.
    CommandException(String message) {
        this(ExitCodes.FATAL, message, false);
    }

    /// @param message what to say; nothing is said when it is empty
    CommandException(int status, String message) {
        this(status, message, false);
    }

    /// Wrong usage: the usage message follows what is said here, if anything is.
    static CommandException usage(String problem) {
        return new CommandException(ExitCodes.USAGE, problem, true);
    }

    int status() {
        return status;
    }

    /// Whether the command's own usage text and status are to be used.
    boolean isUsage() {
        return usage;
    }
}
