package org.postrider.smtpd.access;

import org.postrider.log.Log;
import org.postrider.status.EnhancedStatus;
import org.postrider.status.Reply;
import org.postrider.table.Fold;

/// A refusal as a restriction words it; code and status may come from the configuration and make no sense.
///
/// @param status its class digit becomes that of the code
record Denial(int code, String status, String text) {
    /// RFC 5321 section 4.5.3.1.5: 512 bytes with the line end.
    private static final int LONGEST = 510;
    private static final Denial GENERIC = new Denial(450, "4.7.1", "Service unavailable");

    static Denial of(int code, String status, Subject subject, String why) {
        return new Denial(code, status, subject.rejected(why));
    }

    /// This, or a common one when code or status are none.
    Denial checked(Log log) {
        if (code < 400 || code > 599) {
            log.warning("SMTP reply code configuration error: " + code + " " + status + " " + text);
            return GENERIC;
        }
        if (EnhancedStatus.lengthAt(status, 0) != status.length() || status.isEmpty()) {
            log.warning("DSN detail code configuration error: " + code + " " + status + " " + text);
            return GENERIC;
        }
        return this;
    }

    Reply reply(boolean soft) {
        int shown = soft && code / 100 == 5 ? code - 100 : code;
        String whole = code + " " + status + " ";
        String cut = text.length() > LONGEST - whole.length() ? text.substring(0, LONGEST - whole.length()) : text;
        return new Reply(shown, shown / 100 + status.substring(1), printable(cut));
    }

    /// What a reply must not have becomes a blank: control characters, bytes beyond ASCII that are no UTF-8.
    private static String printable(String text) {
        boolean utf8 = Fold.isUtf8(text);
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c < ' ' || c == 0x7f || c > 0x7f && !utf8) out.setCharAt(i, ' ');
        }
        return out.toString();
    }

    /// A status that speaks of an address (X.1.X) where something else than that kind of address is refused is
    /// replaced by one that fits (RFC 3463 section 3.2), which is logged.
    static String fitting(String status, Subject.Kind kind, Log log) {
        if (!status.startsWith(".1.", 1)) return status;
        String detail = status.substring(4);
        String fit = switch (kind) {
            case SENDER -> switch (detail) {
                case "1", "3", "4", "6", "7" -> "4.1.7";
                case "2", "8" -> "4.1.8";
                default -> "4.1.0";
            };
            case RECIPIENT -> switch (detail) {
                case "1", "2", "3", "4", "5", "6" -> "4.1." + detail;
                case "7" -> "4.1.3";
                case "8" -> "4.1.2";
                default -> "4.1.0";
            };
            case CLIENT, REVERSE_CLIENT, CERTIFICATE, LOGIN, HELO, ETRN, DATA, END_OF_DATA -> "4.0.0";
        };
        if (!status.substring(2).equals(fit.substring(2)))
            log.info("mapping DSN status " + status + " into " + kind + " status " + status.charAt(0)
                + fit.substring(1));
        return fit;
    }
}
