package org.postrider.smtpd;

import java.util.Locale;
import org.postrider.smtp.Command.Word;
import org.postrider.status.Reply;
import org.postrider.text.Hostname;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;
import org.postrider.text.Xtext;

/// `NAME=value` of XCLIENT and XFORWARD.
///
/// @param value decoded, with `?` for what is not printable
record Attribute(String name, String value) {
    static final String UNAVAILABLE = "[UNAVAILABLE]";
    private static final int LONGEST = 255;

    /// Why a command with attributes is refused.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Reply reply;

        Refused(Reply reply) {
            super(reply.toString(), null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    static Attribute of(Word word) throws Refused {
        String text = word.text();
        int equals = text.indexOf('=');
        if (equals < 0 || equals == text.length() - 1)
            throw new Refused(new Reply(501, "5.5.4", "Error: attribute=value expected"));
        String raw = text.substring(equals + 1);
        if (raw.length() > LONGEST) throw new Refused(new Reply(501, "5.5.4", "Error: attribute value too long"));
        return new Attribute(text.substring(0, equals), printable(Xtext.decode(raw).orElse(raw)));
    }

    private static String printable(String text) {
        if (Latin1.isPrintable(text)) return text;
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++)
            if (out.charAt(i) < ' ' || out.charAt(i) == 0x7f) out.setCharAt(i, '?');
        return out.toString();
    }

    boolean is(String other) {
        return Latin1.same(name, other);
    }

    boolean says(String other) {
        return Latin1.same(value, other);
    }

    boolean isUnavailable() {
        return says(UNAVAILABLE);
    }

    String neutral() {
        return PeerNames.neutral(value);
    }

    String hostname() throws Refused {
        if (!Hostname.isValid(value)) throw bad();
        return value;
    }

    /// Without prefix, in canonical form.
    String address() throws Refused {
        if (!Hostname.isMailAddress(value)) throw bad();
        String bare = value.regionMatches(true, 0, "IPv6:", 0, 5) ? value.substring(5) : value;
        return Ip.parse(bare).map(Ip::toString).orElseThrow(this::bad);
    }

    String port() throws Refused {
        if (!value.matches("[0-9]{1,5}")) throw bad();
        return value;
    }

    String atMost(int length) throws Refused {
        if (value.length() > length) throw bad();
        return neutral();
    }

    Refused bad() {
        return new Refused(new Reply(501, "5.5.4", "Bad " + name.toUpperCase(Locale.ROOT) + " syntax: "
            + value));
    }

    Refused unknown(String command) {
        return new Refused(new Reply(501, "5.5.4", "Bad " + command + " attribute name: " + name));
    }
}
