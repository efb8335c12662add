package org.postrider.message;

import org.postrider.text.Latin1;

/// What a line of a header looks like (RFC 5322 section 2.2). Pure functions over bytes.
public final class HeaderLine {
    private HeaderLine() {}

    /// Length of the header's name when the line begins a header, else 0. Blanks between name and colon are tolerated
    /// and not counted: RFC 822 allowed them.
    public static int nameLength(byte[] bytes, int offset, int length) {
        int name = 0;
        for (int i = 0; i < length; i++) {
            int c = bytes[offset + i];
            if (c == ':') return name;
            if (c == ' ' || c == '\t') {
                if (i == 0) return 0;
            } else {
                // Anything but US-ASCII without control characters is no name, and nothing may follow the blanks.
                if (c <= ' ' || c == 0x7f || i != name) return 0;
                name++;
            }
        }
        return 0;
    }

    /// True when the text could stand in a message as a header.
    public static boolean is(String text) {
        byte[] bytes = Latin1.bytes(text);
        return nameLength(bytes, 0, bytes.length) > 0;
    }
}
