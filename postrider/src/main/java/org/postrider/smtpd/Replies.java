package org.postrider.smtpd;

import org.postrider.status.Reply;

/// Replies that are always the same.
final class Replies {
    static final Reply OK = new Reply(250, "2.0.0", "Ok");
    static final Reply SENDER_OK = new Reply(250, "2.1.0", "Ok");
    static final Reply RECIPIENT_OK = new Reply(250, "2.1.5", "Ok");
    static final Reply BYE = new Reply(221, "2.0.0", "Bye");
    static final Reply SEND_DATA = Reply.plain(354, "End data with <CR><LF>.<CR><LF>");
    static final Reply BAD_SYNTAX = new Reply(500, "5.5.2", "Error: bad syntax");
    static final Reply BAD_UTF8 = new Reply(500, "5.5.2", "Error: bad UTF-8 syntax");
    static final Reply UNKNOWN = new Reply(500, "5.5.2", "Error: command not recognized");
    static final Reply NOT_SMTP = new Reply(221, "2.7.0", "Error: I can break rules, too. Goodbye.");
    static final Reply OUT_OF_STEP = new Reply(554, "5.5.0", "Error: SMTP protocol synchronization");
    static final Reply BAD_SENDER = new Reply(501, "5.1.7", "Bad sender address syntax");
    static final Reply BAD_RECIPIENT = new Reply(501, "5.1.3", "Bad recipient address syntax");
    static final Reply NO_RECIPIENTS = new Reply(554, "5.5.1", "Error: no valid recipients");
    static final Reply UTF8_UNDECLARED =
        new Reply(553, "5.6.7", "Must declare SMTPUTF8 to send unicode address");
    static final Reply TOO_MANY_RECIPIENTS = new Reply(452, "4.5.3", "Error: too many recipients");
    static final Reply NO_SPACE = new Reply(452, "4.3.1", "Insufficient system storage");
    static final Reply CANNOT_WRITE = new Reply(451, "4.3.0", "Error: queue file write error");

    static final Reply NOT_AUTHORIZED = new Reply(550, "5.7.0", "Error: insufficient authorization");

    private Replies() {}

    /// A command at the wrong time.
    static Reply outOfOrder(String what) {
        return new Reply(503, "5.5.1", "Error: " + what);
    }

    static Reply denied(String peer) {
        return new Reply(503, "5.7.0", "Error: access denied for " + peer);
    }

    static Reply syntax(String form) {
        return new Reply(501, "5.5.4", "Syntax: " + form);
    }
}
