package org.postrider.smtpd.access;

/// When restrictions are looked at.
public enum Stage {
    CONNECT, HELO, MAIL, RCPT, DATA, END_OF_MESSAGE, VRFY, ETRN
}
