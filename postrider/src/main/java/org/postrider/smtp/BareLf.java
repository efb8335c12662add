package org.postrider.smtp;

import java.util.Optional;

/// What is done about lines that end in LF without CR (`smtpd_forbid_bare_newline`).
public enum BareLf {
    /// They end a line like any other, even the one that ends the message: open to SMTP smuggling (CVE-2023-51764).
    ALLOW,
    /// They end a line, but not the message.
    NORMALIZE,
    /// The same, with a note in the log at the end of the session.
    NOTE,
    /// The message or command is refused.
    REJECT;

    /// As written in main.cf; empty when it is no such word.
    public static Optional<BareLf> of(String word) {
        return switch (word) {
            case "no" -> Optional.of(ALLOW);
            case "yes", "normalize" -> Optional.of(NORMALIZE);
            case "note" -> Optional.of(NOTE);
            case "reject" -> Optional.of(REJECT);
            default -> Optional.empty();
        };
    }
}
