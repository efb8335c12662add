package org.postrider.status;

/// Why something became of a recipient, as logged and as put into a delivery status notification.
///
/// @param status     enhanced status: `5.1.1`
/// @param text       the reason as logged between parentheses after `status=`
/// @param diagnostic what the other side said, when anybody did
/// @param mta        name of the remote server for `Remote-MTA`; empty when no server was asked
public record Why(String status, String text, Diagnostic diagnostic, String mta) {
    /// A `Diagnostic-Code` (RFC 3464 section 2.3.6).
    ///
    /// @param type `smtp`, `x-unix`, `x-postfix`
    public record Diagnostic(String type, String text) {}

    /// A reason of our own: diagnosed as `X-Postfix`.
    public static Why of(String status, String text) {
        return new Why(status, text, new Diagnostic("X-Postfix", text), "");
    }

    /// The same with its status' class digit changed: a 5.x.x that is only deferred becomes 4.x.x.
    public Why withClass(char digit) {
        return status.isEmpty() || status.charAt(0) == digit ? this
            : new Why(digit + status.substring(1), text, diagnostic, mta);
    }
}
