package org.postrider.agent.smtp;

import java.net.IDN;
import org.postrider.text.Latin1;

/// Domain names as the DNS has them (RFC 3490, 5890).
final class Idna {
    private Idna() {}

    /// @param name UTF-8, one char per byte
    /// @return in ASCII; as it is when that cannot be, and then the DNS won't know it
    static String ascii(String name) {
        if (Latin1.isAscii(name)) return name;
        try {
            return IDN.toASCII(Latin1.toUnicode(name), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }
}
