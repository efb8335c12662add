package org.postrider.smtp;

import java.util.List;
import org.postrider.text.Latin1;

/// What a server answered.
///
/// @param code   three digits; 0 when the last line had none
/// @param status the enhanced status that goes with the code; `5.0.0` and the like when none was given, `5.5.0` when
///               the reply makes no sense
/// @param text   all of its lines with their codes, divided by `\n`, control characters made `?`
/// @param strays lines in it that are no part of a reply; then server and client may no longer agree on what answers
///               what
public record ServerReply(int code, String status, String text, List<String> strays) {
    /// 2, 3, 4 or 5; 0 for what makes no sense.
    public int kind() {
        return code / 100;
    }

    /// As logged and as diagnostic: on one line.
    public String line() {
        return text.replace('\n', ' ');
    }

    /// The lines without code, for the keywords of EHLO.
    public List<String> lines() {
        return text.lines().map(line -> line.length() > 4 ? line.substring(4) : "").toList();
    }

    static String printable(String line) {
        if (Latin1.isPrintable(line)) return line;
        var out = new StringBuilder(line);
        for (int i = 0; i < out.length(); i++)
            if (out.charAt(i) < ' ' || out.charAt(i) == 0x7f) out.setCharAt(i, '?');
        return out.toString();
    }
}
