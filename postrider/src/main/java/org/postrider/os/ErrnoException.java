package org.postrider.os;

import java.io.IOException;

/// A system call failed. The message is the text of the error alone ("Permission denied"); who catches it knows what
/// was tried and says so, as Postfix's messages do.
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1;
    private final Errno errno;

    public ErrnoException(Errno errno) {
        this(errno, errno.text());
    }

    /// For a refusal of our own that has an error number too: "file has 2 hard links" is EPERM.
    public ErrnoException(Errno errno, String text) {
        super(text);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
