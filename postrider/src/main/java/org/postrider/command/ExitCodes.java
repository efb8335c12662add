package org.postrider.command;

/// How a command ends: the numbers of BSD's sysexits, and the two that are no sysexit.
final class ExitCodes {
    static final int OK = 0;
    /// What Postfix's fatal messages end with where no better number is asked for.
    static final int FATAL = 1;
    /// Wrong usage of the command.
    static final int USAGE = 64;
    /// The input is not what it must be.
    static final int DATA_ERROR = 65;
    /// An input file is missing or cannot be read.
    static final int NO_INPUT = 66;
    /// No such user.
    static final int NO_USER = 67;
    /// No such host.
    static final int NO_HOST = 68;
    /// A service that is needed does not answer.
    static final int UNAVAILABLE = 69;
    /// A bug.
    static final int SOFTWARE = 70;
    /// The operating system failed.
    static final int OS_ERROR = 71;
    /// A file of the system is missing or wrong.
    static final int OS_FILE = 72;
    /// Output cannot be created.
    static final int CANNOT_CREATE = 73;
    static final int IO_ERROR = 74;
    /// Try again later.
    static final int TEMP_FAIL = 75;
    static final int PROTOCOL = 76;
    /// The user may not do this.
    static final int NO_PERMISSION = 77;
    static final int CONFIG = 78;

    private ExitCodes() {}
}
