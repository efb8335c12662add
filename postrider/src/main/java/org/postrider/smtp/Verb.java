package org.postrider.smtp;

import java.util.Locale;
import org.postrider.text.Latin1;

/// The commands of the server.
public enum Verb {
    HELO, EHLO, XCLIENT, XFORWARD, STARTTLS, AUTH, MAIL, RCPT, DATA, BDAT, RSET, NOOP, VRFY, ETRN, QUIT, HELP,
    /// anything else
    UNKNOWN;

    private static final Verb[] ALL = values();
    private final String lower = name().toLowerCase(Locale.ROOT);

    /// As in the statistics of a session.
    public String lower() {
        return lower;
    }

    static Verb of(String word) {
        for (var verb : ALL)
            if (verb != UNKNOWN && Latin1.same(word, verb.name())) return verb;
        return UNKNOWN;
    }

    /// May be repeated without any use: counted as junk (`smtpd_junk_command_limit`).
    public boolean isJunk() {
        return switch (this) {
            case HELO, EHLO, RSET, NOOP, VRFY, ETRN -> true;
            case XCLIENT, XFORWARD, STARTTLS, AUTH, MAIL, RCPT, DATA, BDAT, QUIT, HELP, UNKNOWN -> false;
        };
    }

    /// Ends a group of pipelined commands (RFC 2920 section 3.1): the client has to wait for the reply.
    public boolean endsGroup() {
        return switch (this) {
            case HELO, EHLO, DATA, NOOP, VRFY -> true;
            case XCLIENT, XFORWARD, STARTTLS, AUTH, MAIL, RCPT, BDAT, RSET, ETRN, QUIT, HELP, UNKNOWN -> false;
        };
    }
}
