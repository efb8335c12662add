package org.postrider.status;

/// An SMTP reply (RFC 5321 section 4.2): a code for machines, an enhanced status (RFC 3463) for bounces, a text for
/// people.
///
/// @param code   three digits
/// @param status `2.1.0` and the like; empty where the protocol has none (220, 221 of HELO, 354, EHLO lines)
/// @param text   may have several lines, divided by `\n`; each is sent with code and status
public record Reply(int code, String status, String text) {
    public static Reply plain(int code, String text) {
        return new Reply(code, "", text);
    }

    public boolean isPositive() {
        return code / 100 == 2 || code / 100 == 3;
    }

    public boolean isTemporary() {
        return code / 100 == 4;
    }

    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /// On one line as logs and bounces show it: `554 5.7.1 <x@y>: Relay access denied`.
    @Override public String toString() {
        return code + (status.isEmpty() ? " " : " " + status + " ") + text.replace('\n', ' ');
    }
}
