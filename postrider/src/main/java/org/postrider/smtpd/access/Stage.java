package org.postrider.smtpd.access;

/// When restrictions are looked at.
public enum Stage {
    CONNECT, HELO, MAIL, RCPT, DATA, END_OF_MESSAGE, VRFY, ETRN;

    /// As Postfix logs it and tells policy servers: `HELO` or `EHLO` by the protocol, `BDAT` when that began the
    /// content.
    public String word(Facts facts) {
        return switch (this) {
            case HELO -> facts.session().protocol().equals("ESMTP") ? "EHLO" : "HELO";
            case DATA -> facts.transaction().chunked() ? "BDAT" : "DATA";
            case END_OF_MESSAGE -> "END-OF-MESSAGE";
            case CONNECT, MAIL, RCPT, VRFY, ETRN -> name();
        };
    }
}
